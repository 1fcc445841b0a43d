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

    static String configMap(TrainingJob owner) {
        return owner.getMetadata().getName() + "-job";
    }
}
