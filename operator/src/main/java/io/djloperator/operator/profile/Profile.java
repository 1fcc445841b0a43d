package io.djloperator.operator.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.djloperator.api.v1alpha1.Cleanup;
import io.djloperator.api.v1alpha1.Deadlines;
import io.djloperator.api.v1alpha1.Resources;
import io.djloperator.api.v1alpha1.Retry;
import io.djloperator.api.v1alpha1.Scheduling;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;

/**
 * Defaults and limits that the platform team keeps under a name.
 *
 * @param image of jobs with {@code container}
 * @param trainerImage of jobs with {@code data} and {@code model}
 * @param nodes and all below: what a job's spec has where it does not say it itself
 * @param limits what a job may have at most, its own and the profile's words taken together
 * @param allowed what a job may name
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Profile(
        @Size(min = 1, max = 512) String image,
        @Size(min = 1, max = 512) String trainerImage,
        @Min(1) @Max(256) Integer nodes,
        Resources resources,
        Scheduling scheduling,
        Retry retry,
        Deadlines deadlines,
        Cleanup cleanup,
        Limits limits,
        Allowed allowed) {

    /** The profile of jobs for which none is kept: no defaults, no limits, nothing but the account {@code default}. */
    static final Profile NONE = new Profile(null, null, null, null, null, null, null, null, null, null);

    /** Never null, so that a rule need not ask. */
    Profile {
        limits = limits == null ? new Limits(null, null, null, null, null) : limits;
        allowed = allowed == null ? new Allowed(null, null) : allowed;
    }

    /**
     * Maxima; what is absent is not limited.
     *
     * @param cpu of each pod
     * @param memory of each pod
     * @param accelerators of each pod
     * @param activeSeconds of the whole job; where it is set, a job must have such a deadline
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Limits(
            Quantity cpu,
            Quantity memory,
            @Min(0) @Max(64) Integer accelerators,
            @Min(1) @Max(256) Integer nodes,
            @Min(1) @Max(31536000) Integer activeSeconds) {}

    /**
     * What a job may name; what the profile itself names is always allowed.
     *
     * @param serviceAccounts absent: only {@code default}
     * @param images names, or beginnings of names followed by {@code *}; absent: any
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Allowed(
            @Size(max = 256) List<String> serviceAccounts,
            @Size(max = 256) List<String> images) {}
}
