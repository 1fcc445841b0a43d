package io.djloperator.operator.report;

import io.djloperator.operator.kube.StatusUpdate;
import io.djloperator.operator.kube.TrainingJobCache;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/** Applies progress and metrics to a job's status, under a field manager of its own. */
final class StatusWriter implements PacedWriter.Write<Report> {
    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(StatusUpdate.REPORTS)
            .withForce(true)
            .build();

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
        client.resource(StatusPatch.of(job.get(), reported))
                .subresource("status")
                .patch(APPLY);
        return Outcome.WRITTEN;
    }
}
