package io.djloperator.operator.report;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.api.v1alpha1.TrainingJobStatus.MetricValue;
import io.djloperator.operator.kube.TrainingJobCache;
import io.djloperator.operator.report.Sender.JobPod;
import io.djloperator.operator.report.Sender.Stranger;
import io.djloperator.operator.report.Sender.Unknown;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;

/** Takes or refuses one report, whatever it came by. Never blocks: what has to wait for the API server comes as a future. */
final class ReportIntake {
    private static final int REMEMBERED_KEYS = 20_000;

    private final Senders senders;
    private final TrainingJobCache cache;
    private final Limits limits;
    private final RateLimit perPod;
    private final RateLimit junk;
    private final PacedWriter<Report> statuses;
    private final PacedWriter<List<MetricValue>> curves;
    private final Clock clock;
    private final LongSupplier nanoTime;

    ReportIntake(
            Senders senders,
            TrainingJobCache cache,
            Limits limits,
            PacedWriter<Report> statuses,
            PacedWriter<List<MetricValue>> curves,
            Clock clock,
            LongSupplier nanoTime) {
        this.senders = senders;
        this.cache = cache;
        this.limits = limits;
        this.perPod = new RateLimit(limits.podPerSecond(), limits.podBurst(), REMEMBERED_KEYS);
        this.junk = new RateLimit(limits.junkPerSecond(), limits.junkBurst(), REMEMBERED_KEYS);
        this.statuses = statuses;
        this.curves = curves;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /**
     * The answer to one report.
     *
     * @param remote the address that it came from
     * @param token what stood in the Authorization header after «Bearer»
     */
    CompletableFuture<Answer> take(String remote, String token, byte[] body) {
        if (!PodToken.hasForm(token)) {
            return CompletableFuture.completedFuture(Answer.UNAUTHENTICATED);
        }
        var known = senders.remembered(token);
        if (known.isPresent()) {
            return CompletableFuture.completedFuture(from(known.get(), body));
        }
        var wait = junk.take(remote, nanoTime.getAsLong());
        if (!wait.isZero()) {
            return CompletableFuture.completedFuture(Answer.tooMany("too many unknown tokens from this address", wait));
        }
        try {
            return senders.ask(token).handle((sender, failure) -> {
                if (!(sender instanceof Unknown)) {
                    junk.giveBack(remote); // only junk counts
                }
                return failure == null ? from(sender, body) : Answer.UNAVAILABLE;
            });
        } catch (RejectedExecutionException e) {
            junk.giveBack(remote);
            return CompletableFuture.completedFuture(
                    Answer.tooMany("too many new senders at once", Duration.ofSeconds(2)));
        }
    }

    private Answer from(Sender sender, byte[] body) {
        if (sender instanceof JobPod pod) {
            var wait = perPod.take(pod.uid(), nanoTime.getAsLong());
            return wait.isZero() ? from(pod, body) : Answer.tooMany("too many reports from this pod", wait);
        }
        return sender instanceof Stranger stranger ? Answer.refused(403, stranger.why()) : Answer.UNAUTHENTICATED;
    }

    private Answer from(JobPod pod, byte[] body) {
        var job = ReportedJob.of(pod, cache);
        if (job.isEmpty()) {
            return Answer.refused(403, "the pod is not one of a TrainingJob");
        }
        if (ReportedJob.hasEnded(job.get())) {
            return Answer.refused(409, "the TrainingJob has ended");
        }
        try {
            return keep(job.get(), ReportParser.parse(body));
        } catch (BadReport e) {
            return Answer.refused(400, e.getMessage());
        }
    }

    private Answer keep(TrainingJob job, Report report) {
        var key = ReportedJob.key(job);
        var time = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        var taken = statuses.offer(key, report.at(time), Haste.rest(job, report, limits))
                && (report.metrics().isEmpty() || curves.offer(key, report.metrics(), limits.curveEvery()));
        return taken ? Answer.taken(job) : Answer.tooMany("too many jobs report at once", Duration.ofSeconds(30));
    }
}
