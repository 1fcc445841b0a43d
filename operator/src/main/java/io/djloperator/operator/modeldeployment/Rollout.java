package io.djloperator.operator.modeldeployment;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import java.util.Optional;

/**
 * How far a Deployment is.
 *
 * @param wanted pods that it shall have
 * @param existing pods of any revision
 * @param updated pods of the newest revision
 * @param available pods that serve
 * @param observed whether the counts speak of the newest spec
 * @param overdue what the Deployment says where it has not progressed in time
 */
record Rollout(int wanted, int existing, int updated, int available, boolean observed, Optional<String> overdue) {
    static Rollout of(Deployment deployment) {
        var status = deployment.getStatus() == null ? new DeploymentStatus() : deployment.getStatus();
        var generation = deployment.getMetadata().getGeneration();
        return new Rollout(
                count(deployment.getSpec().getReplicas()),
                count(status.getReplicas()),
                count(status.getUpdatedReplicas()),
                count(status.getAvailableReplicas()),
                generation != null && generation.equals(status.getObservedGeneration()),
                status.getConditions().stream()
                        .filter(c -> c.getType().equals("Progressing")
                                && c.getStatus().equals("False"))
                        .findFirst()
                        .map(c -> c.getMessage()));
    }

    /** Whether every wanted pod is of the newest revision and serves, and none of a former one is left. */
    boolean isComplete() {
        return observed && updated == wanted && existing == wanted && available == wanted;
    }

    private static int count(Integer value) {
        return value == null ? 0 : value;
    }
}
