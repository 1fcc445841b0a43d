package io.djloperator.trainer.training;

import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.djloperator.api.v1alpha1.Training;

/** DJL's optimizers from the spec. On PyTorch only SGD, Adam and AdamW work in DJL 0.36. */
final class Optimizers {
    private Optimizers() {}

    static Optimizer of(Training training) {
        var adam = training.optimizer().adam();
        if (adam != null) {
            return Optimizer.adam()
                    .optLearningRateTracker(Tracker.fixed(Float.parseFloat(adam.learningRate())))
                    .optWeightDecays(Float.parseFloat(adam.weightDecay()))
                    .build();
        }
        var sgd = training.optimizer().sgd();
        return Optimizer.sgd()
                .setLearningRateTracker(Tracker.fixed(Float.parseFloat(sgd.learningRate())))
                .optMomentum(Float.parseFloat(sgd.momentum()))
                .optWeightDecays(Float.parseFloat(sgd.weightDecay()))
                .build();
    }

    /** The field of the step size, for a message, and its value. */
    static String learningRateField(Training training) {
        return training.optimizer().adam() != null
                ? "spec.training.optimizer.adam.learningRate: '"
                        + training.optimizer().adam().learningRate() + "'"
                : "spec.training.optimizer.sgd.learningRate: '"
                        + training.optimizer().sgd().learningRate() + "'";
    }
}
