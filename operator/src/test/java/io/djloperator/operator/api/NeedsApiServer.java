package io.djloperator.operator.api;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Ring 3: skipped, and says so in one line, where no API server's binaries are. */
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsApiServer.Condition.class)
@interface NeedsApiServer {
    /** Looks for the binaries. */
    final class Condition implements ExecutionCondition {
        private static final String HOW =
                "ring 3 (a real API server) is skipped: to run it, dev/cluster/build-kube, then eval \"$(dev/cluster/cluster env)\"";

        private static final AtomicBoolean SAID = new AtomicBoolean();

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (!ApiServers.versions().isEmpty()) {
                return ConditionEvaluationResult.enabled("binaries found");
            }
            if (!SAID.getAndSet(true)) {
                System.out.println(HOW);
            }
            return ConditionEvaluationResult.disabled(HOW);
        }
    }
}
