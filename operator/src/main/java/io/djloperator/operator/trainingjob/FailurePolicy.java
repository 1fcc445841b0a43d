package io.djloperator.operator.trainingjob;

import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicy;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyRule;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyRuleBuilder;

/** What a failed pod means for its Job: the first rule that fits counts. */
final class FailurePolicy {
    private FailurePolicy() {}

    /** Of one node: a disrupted pod is made anew and uses up no retry; an end that another try would only repeat ends the Job at once. */
    static PodFailurePolicy ofOneNode() {
        return of(onDisruption("Ignore"));
    }

    /** Of several nodes: any lost pod ends the Job, and its reason tells whether the cluster or the program was the cause. */
    static PodFailurePolicy ofSeveralNodes() {
        return of(onDisruption("FailJob"));
    }

    private static PodFailurePolicy of(PodFailurePolicyRule disruption) {
        return new PodFailurePolicyBuilder()
                .addToRules(disruption)
                .addNewRule()
                .withAction("FailJob")
                .withNewOnExitCodes()
                .withContainerName(TrainerContainer.NAME)
                .withOperator("In")
                .withValues(ExitCodes.finalOnes())
                .endOnExitCodes()
                .endRule()
                .build();
    }

    private static PodFailurePolicyRule onDisruption(String action) {
        return new PodFailurePolicyRuleBuilder()
                .withAction(action)
                .addNewOnPodCondition()
                .withType("DisruptionTarget")
                .withStatus("True")
                .endOnPodCondition()
                .build();
    }
}
