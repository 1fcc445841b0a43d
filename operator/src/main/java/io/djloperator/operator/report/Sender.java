package io.djloperator.operator.report;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.Optional;

/** Who sends a report, as far as that does not change. */
sealed interface Sender {
    /** A pod whose controller is a Job. */
    record JobPod(String namespace, String uid, String job, String jobUid) implements Sender {}

    /** A token that the API server does not vouch for. */
    record Unknown() implements Sender {}

    /** A valid token, but not that of a Job's pod. */
    record Stranger(String why) implements Sender {}

    /** What {@code pod}, as the API server has it now, makes of the sender; empty where there is no such pod. */
    static Sender of(PodToken token, Optional<Pod> pod) {
        if (pod.isEmpty() || !token.uid().equals(pod.get().getMetadata().getUid())) {
            return new Stranger("the pod that the token is bound to is gone");
        }
        return Owner.controller(pod.get())
                .filter(owner ->
                        owner.getKind().equals("Job") && owner.getApiVersion().equals("batch/v1"))
                .<Sender>map(owner -> new JobPod(token.namespace(), token.uid(), owner.getName(), owner.getUid()))
                .orElseGet(() -> new Stranger("the pod is not one of a Job"));
    }
}
