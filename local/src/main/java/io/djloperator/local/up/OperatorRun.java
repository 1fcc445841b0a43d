package io.djloperator.local.up;

import io.javaoperatorsdk.operator.Operator;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The operator, unchanged, on a thread of its own in this JVM. */
final class OperatorRun {
    private static final long STOP_SECONDS = 10;

    private final CompletableFuture<Integer> ended = new CompletableFuture<>();

    /** Starts the operator, which then works on threads of its own: with a main class of ours the SDK does not start it itself. */
    public static final class Application implements QuarkusApplication {
        private final Operator operator;

        Application(Operator operator) {
            this.operator = operator;
        }

        @Override
        public int run(String... arguments) {
            operator.start();
            Quarkus.waitForExit();
            operator.stop();
            return 0;
        }
    }

    private OperatorRun() {}

    /** Starts it against the API server of a kubeconfig; its log goes to a file. */
    static OperatorRun start(Path kubeconfig, Path log) {
        System.setProperty("kubeconfig", kubeconfig.toAbsolutePath().toString());
        System.setProperty("kubernetes.auth.tryServiceAccount", "false");
        System.setProperty("quarkus.log.file.path", log.toAbsolutePath().toString());
        var run = new OperatorRun();
        var thread = new Thread(run::run, "operator");
        thread.setDaemon(true);
        thread.start();
        return run;
    }

    private void run() {
        try {
            Quarkus.run(Application.class, (code, failure) -> {
                if (failure != null) {
                    ended.completeExceptionally(failure);
                } else {
                    ended.complete(code);
                }
            });
        } catch (RuntimeException | LinkageError e) {
            ended.completeExceptionally(e);
        }
    }

    boolean hasEnded() {
        return ended.isDone();
    }

    /** Why it ended, where it has ended by itself and badly. */
    Optional<Throwable> failure() {
        return ended.isCompletedExceptionally()
                ? Optional.of(ended.handle((code, cause) -> cause).join())
                : Optional.empty();
    }

    void stop() {
        Quarkus.asyncExit(0);
        try {
            ended.get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            System.getLogger(OperatorRun.class.getName())
                    .log(System.Logger.Level.DEBUG, "the operator did not end in time", e);
        }
    }
}
