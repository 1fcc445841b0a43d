package io.djloperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** The network to train. */
public record Model(
        @Required @JsonPropertyDescription("A multilayer perceptron: fully connected layers one after another.")
        Mlp mlp) {}
