package io.djloperator.operator.search;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.api.v1alpha1.TrainingJobSpec;
import io.djloperator.operator.profile.Resolution;
import java.util.function.Function;

/** How many accelerators a job's pods hold together. */
final class Accelerated {
    private Accelerated() {}

    /** Of a trial as it was created; none where its profile does not let it run any more. */
    static int count(TrainingJob trial, Function<TrainingJob, Resolution> profiles) {
        return profiles.apply(trial) instanceof Resolution.Ready ready
                ? count(ready.job().job().getSpec())
                : 0;
    }

    /** @param spec with its profile and its defaults merged in */
    static int count(TrainingJobSpec spec) {
        return ofOnePod(spec) * spec.nodes();
    }

    static int ofOnePod(TrainingJobSpec spec) {
        var accelerator = spec.resources().accelerator();
        return accelerator == null ? 0 : accelerator.count();
    }
}
