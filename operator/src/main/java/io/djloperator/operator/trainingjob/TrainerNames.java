package io.djloperator.operator.trainingjob;

import io.djloperator.api.v1alpha1.TrainingJob;

/** Names of a TrainingJob's children. */
final class TrainerNames {
    /** The key of the job's ConfigMap, and the file in the pod. */
    static final String SPEC_FILE = "training-job.json";

    static final String COMPONENT = "trainer";

    private TrainerNames() {}

    static String job(TrainingJob owner) {
        return owner.getMetadata().getName();
    }

    /**
     * With a part of the uid: an immutable ConfigMap stays in the kubelet's cache while any pod names it, so a job that is deleted and
     * created again with another spec would otherwise be trained with the former one.
     */
    static String configMap(TrainingJob owner) {
        return owner.getMetadata().getName() + "-"
                + owner.getMetadata().getUid().substring(0, 8);
    }
}
