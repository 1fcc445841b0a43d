package io.djloperator.operator.kube;

import io.djloperator.api.v1alpha1.Api;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.Optional;

/**
 * The wish that a TrainingJob end before its time, as its annotations say it. A search puts it on its trials, and a person may do the same.
 *
 * @param why what the status will say
 * @param keepsCheckpoint whether what the training has reached may be of use yet; our trainer removes its checkpoints otherwise
 */
public record StopRequest(String why, boolean keepsCheckpoint) {
    /** Stops the job, with the value as the reason that people read; {@code "false"} is the same as no annotation. */
    public static final String WHY = Api.GROUP + "/stop";

    /** Beside the former: {@code "false"} lets the trainer remove its checkpoints. Anything else keeps them. */
    public static final String KEEP_CHECKPOINT = Api.GROUP + "/keep-checkpoint";

    private static final String NO = "false";

    /** What {@code job} carries; empty where nobody wants it stopped. */
    public static Optional<StopRequest> of(HasMetadata job) {
        var annotations = job.getMetadata().getAnnotations();
        if (annotations == null || NO.equals(annotations.getOrDefault(WHY, NO))) {
            return Optional.empty();
        }
        var why = annotations.get(WHY).isBlank() ? "by the annotation " + WHY : annotations.get(WHY);
        return Optional.of(new StopRequest(why, !NO.equals(annotations.get(KEEP_CHECKPOINT))));
    }

    /** The annotations that say so. */
    public Map<String, String> annotations() {
        return Map.of(WHY, why, KEEP_CHECKPOINT, Boolean.toString(keepsCheckpoint));
    }
}
