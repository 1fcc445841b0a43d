package io.djloperator.trainer.spec;

import io.djloperator.api.v1alpha1.TrainingJobSpec;
import java.util.Map;

/**
 * What the program was given.
 *
 * @param identity the job's uid in a cluster, its name by hand: what it alone may write bears this
 * @param configMaps files by URI, from ConfigMap documents beside the job
 */
public record JobDocument(String name, String identity, TrainingJobSpec spec, Map<String, byte[]> configMaps) {}
