package io.djloperator.operator.report;

import io.djloperator.operator.report.Sender.JobPod;
import io.djloperator.operator.report.Sender.Stranger;
import io.djloperator.operator.report.Sender.Unknown;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Finds out who holds a token: a TokenReview and a look at the pod, remembered for some minutes. Few questions are under way at any
 * time, so whoever sends junk reaches the API server at our pace and not at theirs.
 */
final class Senders implements AutoCloseable {
    private static final int THREADS = 8;
    private static final int WAITING = 512;
    private static final int REMEMBERED = 20_000;
    private static final long KNOWN_NANOS = Duration.ofMinutes(5).toNanos();
    private static final long REFUSED_NANOS = Duration.ofSeconds(30).toNanos();

    private final KubernetesClient client;
    private final LongSupplier nanoTime;
    private final Recent<String, Sender> recent = new Recent<>(REMEMBERED);
    private final Map<String, CompletableFuture<Sender>> underWay = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor questions = new ThreadPoolExecutor(
            THREADS, THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), Threads.named("report-sender"));

    Senders(KubernetesClient client, LongSupplier nanoTime) {
        this.client = client;
        this.nanoTime = nanoTime;
        questions.allowCoreThreadTimeOut(true);
    }

    /** The sender, where it is remembered. */
    Optional<Sender> remembered(String token) {
        return recent.get(PodToken.digest(token), nanoTime.getAsLong());
    }

    /**
     * Asks the API server, without blocking the caller. The future fails where the API server does not answer.
     *
     * @throws RejectedExecutionException where too many questions wait already
     */
    CompletableFuture<Sender> ask(String token) {
        var digest = PodToken.digest(token);
        var mine = new CompletableFuture<Sender>();
        var others = underWay.putIfAbsent(digest, mine);
        if (others != null) {
            return others;
        }
        try {
            questions.execute(() -> answer(token, digest, mine));
        } catch (RejectedExecutionException e) {
            underWay.remove(digest);
            mine.completeExceptionally(e);
            throw e;
        }
        return mine;
    }

    private void answer(String token, String digest, CompletableFuture<Sender> future) {
        try {
            var sender = question(token);
            var keep = sender instanceof JobPod ? KNOWN_NANOS : REFUSED_NANOS;
            recent.put(digest, sender, nanoTime.getAsLong() + keep);
            future.complete(sender);
        } catch (RuntimeException e) {
            future.completeExceptionally(e);
        } finally {
            underWay.remove(digest);
        }
    }

    private Sender question(String token) {
        var review = client.tokenReviews().create(PodToken.question(token));
        if (!PodToken.isValid(review)) {
            return new Unknown();
        }
        return PodToken.of(review).map(this::pod).orElseGet(() -> new Stranger("the token is not bound to a pod"));
    }

    private Sender pod(PodToken token) {
        var pod = client.pods()
                .inNamespace(token.namespace())
                .withName(token.pod())
                .get();
        return Sender.of(token, Optional.ofNullable(pod));
    }

    @Override
    public void close() {
        questions.shutdownNow();
    }
}
