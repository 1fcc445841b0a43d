package io.djloperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which values of a metric are better. */
public enum Goal {
    /** Greater values. */
    @JsonProperty("maximize")
    MAXIMIZE,
    /** Smaller values. */
    @JsonProperty("minimize")
    MINIMIZE;

    /** {@code value} as a loss: less is better. Its own inverse. */
    public double loss(double value) {
        return this == MAXIMIZE ? -value : value;
    }
}
