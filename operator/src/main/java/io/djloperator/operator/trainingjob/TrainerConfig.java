package io.djloperator.operator.trainingjob;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.kube.Children;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;

/** The ConfigMap that hands the job to the trainer: the whole spec with its defaults filled in, frozen. */
final class TrainerConfig {
    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    private TrainerConfig() {}

    static ConfigMap of(TrainingJob job) {
        return new ConfigMapBuilder()
                .withMetadata(Children.metadata(job, TrainerNames.configMap(job), TrainerNames.COMPONENT))
                .withImmutable(true)
                .withData(Map.of(TrainerNames.SPEC_FILE, JSON.asJson(input(job))))
                .build();
    }

    private static Map<String, Object> input(TrainingJob job) {
        return Map.of(
                "apiVersion", job.getApiVersion(),
                "kind", job.getKind(),
                "metadata",
                        Map.of(
                                "name", job.getMetadata().getName(),
                                "namespace", job.getMetadata().getNamespace()),
                "spec", job.getSpec());
    }
}
