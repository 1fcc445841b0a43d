package io.djloperator.operator.report;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.api.v1alpha1.TrainingJobStatus;
import io.djloperator.api.v1alpha1.TrainingJobStatus.Progress;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;

/** What is applied to a job's status: all that the reports have said so far, since an apply takes away what it leaves out. */
final class StatusPatch {
    private StatusPatch() {}

    /**
     * The object to apply. It carries the uid and the resource version of {@code cached}, so the API server refuses it where the job has
     * changed meanwhile: it may have ended, or another replica may have written.
     */
    static TrainingJob of(TrainingJob cached, Report reported) {
        var former = cached.getStatus();
        var metrics = Metrics.merge(former == null ? java.util.List.of() : former.metrics(), reported.metrics());
        var progress = reported.hasProgress() ? reported.progress() : formerProgress(former);
        var patch = new TrainingJob();
        patch.setMetadata(new ObjectMetaBuilder()
                .withName(cached.getMetadata().getName())
                .withNamespace(cached.getMetadata().getNamespace())
                .withUid(cached.getMetadata().getUid())
                .withResourceVersion(cached.getMetadata().getResourceVersion())
                .build());
        patch.setStatus(new TrainingJobStatus(
                null, null, null, null, null, null, null, null, null, progress, metrics, null, null));
        return patch;
    }

    private static Progress formerProgress(TrainingJobStatus former) {
        return former == null ? null : former.progress();
    }
}
