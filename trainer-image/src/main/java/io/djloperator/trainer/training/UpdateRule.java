package io.djloperator.trainer.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.ParameterList;
import io.djloperator.api.v1alpha1.Training;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a gradient changes a parameter. It computes what DJL's optimizers compute, which however keep what they remember to themselves, under
 * random ids: no training could go on from a file with them.
 */
sealed interface UpdateRule permits AdamRule, SgdRule {
    /**
     * Changes {@code weight}, and sets the gradient that the engine has gathered for it back to 0.
     *
     * @param step the number of this step, the first is 1
     */
    void update(String parameter, NDArray weight, NDArray gradient, long step);

    /** What is remembered, named after the rule and the parameter; filling these arrays restores it. */
    NDList memory();

    static UpdateRule of(Training training, ParameterList parameters, NDManager manager) {
        var adam = training.optimizer().adam();
        if (adam != null) {
            return new AdamRule(
                    Float.parseFloat(adam.learningRate()),
                    Float.parseFloat(adam.weightDecay()),
                    zeros("adam.mean.", parameters, manager),
                    zeros("adam.variance.", parameters, manager));
        }
        var sgd = training.optimizer().sgd();
        return new SgdRule(
                Float.parseFloat(sgd.learningRate()),
                Float.parseFloat(sgd.momentum()),
                Float.parseFloat(sgd.weightDecay()),
                zeros("sgd.momentum.", parameters, manager));
    }

    private static Map<String, NDArray> zeros(String prefix, ParameterList parameters, NDManager manager) {
        var zeros = new LinkedHashMap<String, NDArray>();
        for (var parameter : parameters) {
            var array = manager.zeros(parameter.getValue().getArray().getShape());
            array.setName(prefix + parameter.getKey());
            zeros.put(parameter.getKey(), array);
        }
        return zeros;
    }

    /** The field of the step size and its value, for a message. */
    static String learningRateField(Training training) {
        return training.optimizer().adam() != null
                ? "spec.training.optimizer.adam.learningRate: '"
                        + training.optimizer().adam().learningRate() + "'"
                : "spec.training.optimizer.sgd.learningRate: '"
                        + training.optimizer().sgd().learningRate() + "'";
    }
}
