package io.djloperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What kind of target is learnt. */
public enum Task {
    /** The target holds classes: text, or a few whole numbers. */
    @JsonProperty("classification")
    CLASSIFICATION,
    /** The target holds numbers on a scale. */
    @JsonProperty("regression")
    REGRESSION
}
