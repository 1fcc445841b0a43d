package io.djloperator.trainer.spec;

import io.djloperator.api.v1alpha1.TrainingJobSpec;
import java.util.Map;

/**
 * What the program was given.
 *
 * @param configMaps files by URI, from ConfigMap documents beside the job
 */
public record JobDocument(String name, TrainingJobSpec spec, Map<String, byte[]> configMaps) {}
