package io.djloperator.local.up;

import io.djloperator.api.v1alpha1.ModelDeployment;
import io.djloperator.cli.view.Symbols;
import io.djloperator.local.view.Screen;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code local up FILES…}: the operator and all it needs on this machine, with the objects of these files. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Runs the operator on this machine, with no cluster, and applies the given YAML files.")
public final class UpCommand implements Callable<Integer> {
    private static final long LOOK_MILLIS = 120;
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    @Parameters(arity = "1..*", paramLabel = "FILE|DIR", description = "YAML files, or folders of them.")
    private List<Path> paths;

    @Option(names = "--once", description = "End after the first answer, with exit code 0 where all went well.")
    private boolean once;

    @Option(names = "--api-server", paramLabel = "embedded|real", description = "Which API server. Default: embedded.")
    private LocalCluster.Kind kind;

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "First port of the served models; 0 takes free ones. Default: 8080.")
    private int port;

    @Option(
            names = "--dir",
            defaultValue = ".local",
            description = "Where state, logs and models lie. Default: .local.")
    private Path directory;

    @Option(
            names = "--timeout",
            defaultValue = "1800",
            description = "Most seconds until all is served. Default: 1800.")
    private long timeoutSeconds;

    @Override
    public Integer call() throws InterruptedException {
        var screen = new Screen(
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
                Screen.canRedraw(System.getenv()));
        var root = directory.toAbsolutePath().normalize();
        try (var only = StateFolder.lock(root)) {
            return run(only.path(), screen);
        } catch (UserError e) {
            screen.print(e.getMessage());
            return USAGE;
        } catch (KubernetesClientException e) {
            screen.print("the API server refused: " + e.getMessage());
            return FAILED;
        } catch (IOException | IllegalStateException e) {
            screen.print(String.valueOf(e.getMessage()));
            return FAILED;
        }
    }

    private int run(Path root, Screen screen) throws InterruptedException, IOException {
        var home = Path.of(System.getProperty("local.home", "")).toAbsolutePath();
        var programs = Programs.of(home, root.resolve("cache"), System.getenv());
        var cluster = LocalCluster.start(root, Optional.ofNullable(kind), programs);
        // Ctrl-C and SIGTERM come this way too: no program is left behind.
        Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "end"));
        try (cluster;
                var deployments = new DeploymentStories(cluster, port, programs.servedBy())) {
            var operator = OperatorRun.start(cluster.server().kubeconfig(), root.resolve("operator.log"));
            screen.print("  API server   " + cluster.server().describe() + "   (KUBECONFIG="
                    + shown(cluster.server().kubeconfig()) + ")");
            cluster.start();
            var applied = cluster.apply(paths);
            screen.print("  applied      " + names(applied));
            screen.print("");
            var follow = new Follow(cluster, screen, Symbols.of(System.getenv()), deployments, applied);
            var settled = settle(follow, operator);
            if (settled) {
                answer(cluster, deployments, screen);
            }
            var code = settled && !follow.hasFailed() ? 0 : FAILED;
            if (!once && settled) {
                screen.print("");
                screen.print("  Ctrl-C ends it.   kubectl --kubeconfig "
                        + shown(cluster.server().kubeconfig()) + " get tj,mdep");
                while (!operator.hasEnded()) {
                    follow.tell();
                    TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                }
            }
            operator.failure().ifPresent(cause -> screen.print("the operator ended: " + cause));
            if ((operator.hasEnded() || !settled) && !isBeingStopped()) {
                screen.print("the operator did not bring it to an end; see " + shown(root.resolve("operator.log")));
            }
            operator.stop();
            return code;
        }
    }

    /** Whether Ctrl-C or SIGTERM has come: the JVM takes no more shutdown hooks then, and says so in no other way. */
    private static boolean isBeingStopped() {
        var probe = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException stopping) {
            return true;
        }
    }

    private boolean settle(Follow follow, OperatorRun operator) throws InterruptedException {
        var end = Instant.now().plus(Duration.ofSeconds(timeoutSeconds));
        while (Instant.now().isBefore(end) && !operator.hasEnded()) {
            follow.tell();
            if (follow.isSettled()) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return false;
    }

    private static void answer(LocalCluster cluster, DeploymentStories deployments, Screen screen)
            throws InterruptedException, IOException {
        for (var deployment : cluster.controlPlane().all(ModelDeployment.class)) {
            if (deployments.isReady(deployment)) {
                deployments.ask(deployment).forEach(screen::print);
            }
        }
    }

    private static String names(List<GenericKubernetesResource> applied) {
        return applied.stream()
                .map(object -> object.getKind() + "/" + object.getMetadata().getName())
                .collect(Collectors.joining(", "));
    }

    private static String shown(Path path) {
        var here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path).toString() : path.toString();
    }
}
