package io.djloperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The function after a hidden layer. */
public enum Activation {
    /** max(0, x). */
    @JsonProperty("relu")
    RELU,
    /** Hyperbolic tangent. */
    @JsonProperty("tanh")
    TANH,
    /** Gaussian error linear unit (Hendrycks and Gimpel 2016). */
    @JsonProperty("gelu")
    GELU,
    /** x · sigmoid(x) (Ramachandran, Zoph and Le 2017). */
    @JsonProperty("swish")
    SWISH
}
