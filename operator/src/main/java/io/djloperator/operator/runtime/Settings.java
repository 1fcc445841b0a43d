package io.djloperator.operator.runtime;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What the platform team sets for the whole operator; each by an environment variable such as DJL_OPERATOR_TRAINER_IMAGE. */
@ConfigMapping(prefix = "djl-operator")
public interface Settings {
    /** Image of the training pods; also of the init container that fetches a model for serving. */
    @WithDefault("djl-operator/trainer:0.1.0")
    String trainerImage();

    /** Image of DJL Serving for pods without an accelerator. */
    @WithDefault("deepjavalibrary/djl-serving:0.36.0-cpu-full")
    String servingImage();

    /** Image of DJL Serving for pods with an accelerator. */
    @WithDefault("deepjavalibrary/djl-serving:0.36.0-pytorch-gpu")
    String servingAcceleratorImage();
}
