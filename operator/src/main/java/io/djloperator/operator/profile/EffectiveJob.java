package io.djloperator.operator.profile;

import io.djloperator.api.v1alpha1.TrainingJob;

/**
 * A job as it is to be run.
 *
 * @param job the metadata of the user's object, and a spec into which the profile and all defaults have been merged
 * @param image of the training container
 */
public record EffectiveJob(TrainingJob job, String image) {}
