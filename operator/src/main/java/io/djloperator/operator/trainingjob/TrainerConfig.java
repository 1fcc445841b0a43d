package io.djloperator.operator.trainingjob;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.kube.Children;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;

/** The ConfigMap that hands the job to the trainer: the whole spec with its defaults filled in, frozen. */
final class TrainerConfig {
    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    static final String SPEC_FILE = "training-job.json";

    private TrainerConfig() {}

    static String name(TrainingJob owner) {
        return owner.getMetadata().getName() + "-"
                + owner.getMetadata().getUid().substring(0, 8);
    }

    static ConfigMap of(TrainingJob job) {
        return new ConfigMapBuilder()
                .withMetadata(Children.metadata(job, name(job), TrainerNames.COMPONENT))
                .withImmutable(true)
                .withData(Map.of(SPEC_FILE, JSON.asJson(input(job))))
                .build();
    }

    /** A TrainingJob of its own, without what users and tools wrote into the metadata. */
    private static TrainingJob input(TrainingJob job) {
        var input = new TrainingJob();
        input.setMetadata(new ObjectMetaBuilder()
                .withName(job.getMetadata().getName())
                .withNamespace(job.getMetadata().getNamespace())
                .build());
        input.setSpec(job.getSpec());
        return input;
    }
}
