package io.djloperator.operator.golden;

import io.djloperator.operator.runtime.Settings;

/** Settings with names that are easily told apart. */
public record TestSettings(String trainerImage, String servingImage, String servingAcceleratorImage)
        implements Settings {
    public TestSettings() {
        this("example/trainer:1", "example/serving:1", "example/serving-gpu:1");
    }
}
