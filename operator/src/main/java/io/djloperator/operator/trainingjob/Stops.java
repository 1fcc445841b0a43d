package io.djloperator.operator.trainingjob;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.kube.StopRequest;
import java.util.Optional;

/** Whether a job is to end before its time: by a person, its search, or a rule of its own. */
final class Stops {
    private Stops() {}

    /** The state that the job is to have, and why; empty where it goes on. */
    static Optional<TrainingOutcome> wanted(TrainingJob job) {
        return StopRequest.of(job)
                .map(StopRequest::why)
                .or(() -> Judgement.of(job).stop())
                .map(why -> TrainingOutcome.of(TrainingState.STOPPED, why));
    }
}
