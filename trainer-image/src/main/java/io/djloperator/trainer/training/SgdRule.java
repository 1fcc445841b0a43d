package io.djloperator.trainer.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.Map;

/**
 * Stochastic gradient descent with momentum; weight decay is added to the gradient.
 *
 * @param momenta the former steps, faded, by parameter
 */
record SgdRule(float learningRate, float momentum, float weightDecay, Map<String, NDArray> momenta)
        implements UpdateRule {
    @Override
    public void update(String parameter, NDArray weight, NDArray gradient, long step) {
        weight.getNDArrayInternal()
                .sgdUpdate(
                        new NDList(weight, gradient, momenta.get(parameter)),
                        new NDList(weight),
                        learningRate,
                        weightDecay,
                        1,
                        -1,
                        momentum,
                        true);
    }

    @Override
    public NDList memory() {
        return new NDList(momenta.values());
    }
}
