package io.djloperator.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** DJL's own optimizers are the reference. */
class UpdateRuleTest {
    private static void assertSame(Optimizer reference, Function<NDManager, UpdateRule> rule) {
        try (var manager = NDManager.newBaseManager()) {
            NDArray ours = weight(manager);
            NDArray theirs = weight(manager);
            var updateRule = rule.apply(manager);
            for (int step = 1; step <= 20; step++) {
                var gradient = manager.create(new float[] {0.3f / step, -1.7f, step}, new Shape(3));
                updateRule.update("weight", ours, gradient, step);
                reference.update("random id", theirs, gradient);
                assertThat(ours.toFloatArray()).isEqualTo(theirs.toFloatArray());
            }
        }
    }

    private static NDArray weight(NDManager manager) {
        var weight = manager.create(new float[] {1, -2, 0.5f}, new Shape(3));
        weight.setRequiresGradient(true);
        return weight;
    }

    private static Map<String, NDArray> zeros(NDManager manager) {
        return Map.of("weight", manager.zeros(new Shape(3)));
    }

    @Test
    void adamIsDjlsAdam() {
        assertSame(
                Optimizer.adam()
                        .optLearningRateTracker(Tracker.fixed(0.01f))
                        .optWeightDecays(0.02f)
                        .build(),
                manager -> new AdamRule(0.01f, 0.02f, zeros(manager), zeros(manager)));
    }

    @Test
    void sgdIsDjlsSgdWithAndWithoutMomentum() {
        for (float momentum : new float[] {0, 0.9f}) {
            assertSame(
                    Optimizer.sgd()
                            .setLearningRateTracker(Tracker.fixed(0.01f))
                            .optMomentum(momentum)
                            .optWeightDecays(0.02f)
                            .build(),
                    manager -> new SgdRule(0.01f, momentum, 0.02f, zeros(manager)));
        }
    }
}
