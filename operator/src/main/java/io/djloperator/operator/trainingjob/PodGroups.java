package io.djloperator.operator.trainingjob;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.api.v1alpha1.TrainingJobSpec;
import io.djloperator.operator.kube.Children;
import io.djloperator.operator.kube.ServedApis;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.Map;
import java.util.Optional;

/**
 * All or nothing by Kubernetes' own scheduler: pods of one PodGroup are placed together or not at all. Only where no queue does that, and where the
 * cluster serves it. Fabric8 has no model of the group nor of the pod's field, so both are maps.
 */
public final class PodGroups {
    /** The API that must be served. */
    public static final String API_VERSION = "scheduling.k8s.io/v1beta1";

    /** Its kind. */
    public static final String KIND = "PodGroup";

    private static final String FIELD = "schedulingGroup";
    private static final String NAME = "podGroupName";

    private PodGroups() {}

    /** Whether the pods of a job are to be scheduled so. */
    static boolean isWanted(TrainingJobSpec spec, ServedApis served) {
        return served.podGroups() && spec.nodes() > 1 && spec.scheduling().queue() == null;
    }

    /** Makes {@code pod} one of the group that has the name of its Job. */
    static void join(PodSpec pod, TrainingJob job, Attempt attempt) {
        pod.setAdditionalProperty(FIELD, Map.of(NAME, TrainerNames.job(job, attempt.number())));
    }

    /** Whether the pods of {@code job} are in a group. */
    static boolean has(Job job) {
        return job.getSpec().getTemplate().getSpec().getAdditionalProperties().containsKey(FIELD);
    }

    /** The group that the pods of {@code job} need, to be created before it; empty where they need none. */
    static Optional<GenericKubernetesResource> of(Job job, TrainingJob owner) {
        if (!has(job)) {
            return Optional.empty();
        }
        var group = new GenericKubernetesResource();
        group.setApiVersion(API_VERSION);
        group.setKind(KIND);
        group.setMetadata(Children.metadata(owner, job.getMetadata().getName(), TrainerNames.COMPONENT));
        group.setAdditionalProperty(
                "spec",
                Map.of(
                        "schedulingPolicy",
                        Map.of("gang", Map.of("minCount", job.getSpec().getCompletions()))));
        return Optional.of(group);
    }
}
