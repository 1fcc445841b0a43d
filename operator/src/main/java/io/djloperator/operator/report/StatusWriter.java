package io.djloperator.operator.report;

import io.djloperator.operator.kube.StatusUpdate;
import io.djloperator.operator.kube.TrainingJobCache;
import io.fabric8.kubernetes.client.KubernetesClient;

/** Applies progress and metrics to a job's status, under a field manager of its own. */
final class StatusWriter implements PacedWriter.Write<Report> {
    private final KubernetesClient client;
    private final TrainingJobCache cache;

    StatusWriter(KubernetesClient client, TrainingJobCache cache) {
        this.client = client;
        this.cache = cache;
    }

    @Override
    public Outcome write(JobKey key, Report reported) {
        var job = ReportedJob.find(key, cache).filter(found -> !ReportedJob.hasEnded(found));
        if (job.isEmpty()) {
            return Outcome.OBSOLETE;
        }
        StatusUpdate.patchReported(StatusPatch.of(job.get(), reported), client);
        return Outcome.WRITTEN;
    }
}
