package io.djloperator.trainer.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.Map;

/**
 * Adam (Kingma and Ba 2015), with its usual betas and epsilon; weight decay is added to the gradient.
 *
 * @param means moving means of the gradients, by parameter
 * @param variances moving means of their squares
 */
record AdamRule(float learningRate, float weightDecay, Map<String, NDArray> means, Map<String, NDArray> variances)
        implements UpdateRule {
    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-8f;

    @Override
    public void update(String parameter, NDArray weight, NDArray gradient, long step) {
        double meanShare = 1.0 - Math.pow(BETA1, step);
        double varianceShare = 1.0 - Math.pow(BETA2, step);
        float corrected = (float) (learningRate * Math.sqrt(varianceShare) / meanShare);
        weight.getNDArrayInternal()
                .adamUpdate(
                        new NDList(weight, gradient, means.get(parameter), variances.get(parameter)),
                        new NDList(weight),
                        learningRate,
                        corrected,
                        weightDecay,
                        1,
                        -1,
                        BETA1,
                        BETA2,
                        EPSILON,
                        true,
                        false);
    }

    @Override
    public NDList memory() {
        var memory = new NDList(means.values());
        memory.addAll(variances.values());
        return memory;
    }
}
