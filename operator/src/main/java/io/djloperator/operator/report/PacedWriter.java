package io.djloperator.operator.report;

import io.djloperator.operator.report.Pace.Due;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Carries out the writes of a {@link Pace}: a few at a time, and none on the thread that offers them.
 *
 * @param <V> what is to be written
 */
final class PacedWriter<V> {
    private static final Logger LOG = Logger.getLogger(PacedWriter.class);

    private final String what;
    private final Pace<JobKey, V> pace;
    private final Write<V> write;
    private final Semaphore free;
    private final LongSupplier nanoTime;
    private final Consumer<Outcome> count;

    /** One write to the API server. */
    @FunctionalInterface
    interface Write<V> {
        /** @throws KubernetesClientException where the API server refuses it or cannot be reached */
        Outcome write(JobKey key, V value);
    }

    /** @param atOnce how many writes are under way at most */
    PacedWriter(
            String what,
            Pace<JobKey, V> pace,
            Write<V> write,
            int atOnce,
            LongSupplier nanoTime,
            Consumer<Outcome> count) {
        this.what = what;
        this.pace = pace;
        this.write = write;
        this.free = new Semaphore(atOnce);
        this.nanoTime = nanoTime;
        this.count = count;
    }

    /** Takes what is to be written {@code rest} after the last write; false where too much waits already. */
    boolean offer(JobKey key, V value, Duration rest) {
        return pace.offer(key, value, rest, nanoTime.getAsLong());
    }

    /** Starts what is due; called again and again. */
    void tick(Executor workers) {
        for (var due : pace.due(nanoTime.getAsLong(), free.availablePermits())) {
            free.acquireUninterruptibly();
            workers.execute(() -> carryOut(due));
        }
    }

    private void carryOut(Due<JobKey, V> due) {
        try {
            var outcome = attempt(due);
            var now = nanoTime.getAsLong();
            if (outcome != Outcome.RETRIED) {
                pace.done(due.key(), now);
            } else if (!pace.failed(due.key(), due.value(), now)) {
                outcome = Outcome.DROPPED;
                LOG.warnf(
                        "%s of %s/%s dropped",
                        what, due.key().namespace(), due.key().name());
            }
            count.accept(outcome);
        } finally {
            free.release();
        }
    }

    private Outcome attempt(Due<JobKey, V> due) {
        try {
            return write.write(due.key(), due.value());
        } catch (KubernetesClientException e) {
            var outcome = Outcome.of(e);
            if (outcome == Outcome.REFUSED) {
                LOG.warnf(
                        "%s of %s/%s refused: %s",
                        what, due.key().namespace(), due.key().name(), e.getMessage());
            }
            return outcome;
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s of %s/%s", what, due.key().namespace(), due.key().name());
            return Outcome.REFUSED;
        }
    }
}
