package io.djloperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A measure of a trained model on one part of the data. With more than two classes, auc, averagePrecision and f1 are macro means. */
public enum Metric {
    /** Share of rows whose class is predicted. */
    @JsonProperty("accuracy")
    ACCURACY,
    /** Area under the receiver operating characteristic; one class against the rest where there are more than two. */
    @JsonProperty("auc")
    AUC,
    /** Σ (recall step · precision), the area under the precision-recall curve without interpolation. */
    @JsonProperty("averagePrecision")
    AVERAGE_PRECISION,
    /** Harmonic mean of precision and recall. */
    @JsonProperty("f1")
    F1,
    /** Greatest minus least rate of the positive prediction over the groups of each sensitive column. */
    @JsonProperty("demographicParityDifference")
    DEMOGRAPHIC_PARITY_DIFFERENCE,
    /** Root of the mean squared error, in the target's unit. */
    @JsonProperty("rmse")
    RMSE,
    /** Mean absolute error, in the target's unit. */
    @JsonProperty("mae")
    MAE,
    /** Coefficient of determination. */
    @JsonProperty("r2")
    R2
}
