package io.djloperator.operator.report;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.kube.Children;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.Map;

/** The ConfigMap that holds a job's curve. */
final class CurveConfigMap {
    static final String KEY = "curve.json";

    private CurveConfigMap() {}

    static String name(TrainingJob job) {
        return job.getMetadata().getName() + "-curve";
    }

    /** @param version the resource version that it replaces; null for a new one */
    static ConfigMap of(TrainingJob job, Curve curve, String version) {
        var metadata = Children.metadata(job, name(job), "curve");
        metadata.setResourceVersion(version);
        return new ConfigMapBuilder()
                .withMetadata(metadata)
                .withData(Map.of(KEY, CurveJson.write(curve)))
                .build();
    }

    static Curve curve(ConfigMap stored) {
        return stored.getData() == null
                ? Curve.EMPTY
                : CurveJson.read(stored.getData().get(KEY));
    }
}
