package io.djloperator.cluster;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Whether the environment says that the cluster of dev/cluster may be used: these tests install an operator and restart it. */
final class ClusterCondition implements ExecutionCondition {
    private static final String VARIABLE = "DJL_OPERATOR_CLUSTER";
    private static final String HOW =
            "cluster tests are skipped; to run them: dev/cluster/cluster up && eval \"$(dev/cluster/cluster env)\"";
    private static final AtomicBoolean TOLD = new AtomicBoolean();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if ("1".equals(System.getenv(VARIABLE))) {
            return ConditionEvaluationResult.enabled(VARIABLE + " is 1");
        }
        if (TOLD.compareAndSet(false, true)) {
            System.out.println(HOW);
        }
        return ConditionEvaluationResult.disabled(HOW);
    }
}
