package io.djloperator.operator.search;

import io.djloperator.api.v1alpha1.TrainingJobSpec;

/** How many accelerators a job's pods hold together. */
final class Accelerated {
    private Accelerated() {}

    /** @param spec with its profile and its defaults merged in */
    static int count(TrainingJobSpec spec) {
        var accelerator = spec.resources().accelerator();
        return accelerator == null ? 0 : accelerator.count() * spec.nodes();
    }
}
