package io.djloperator.operator.trainingjob;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.kube.StopRequest;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Objects;

/** Which changes of a TrainingJob call for another look: a new spec, a wish to stop it, and values that a rule judges; not each report. */
public final class ReconcilerFilter implements OnUpdateFilter<TrainingJob> {
    @Override
    public boolean accept(TrainingJob job, TrainingJob former) {
        return !Objects.equals(generation(job), generation(former))
                || job.isMarkedForDeletion()
                || !StopRequest.of(job).equals(StopRequest.of(former))
                || !Judgement.of(job).equals(Judgement.of(former));
    }

    private static Long generation(TrainingJob job) {
        return job.getMetadata().getGeneration();
    }
}
