package io.djloperator.cli.convert;

import java.util.List;
import java.util.Map;

/**
 * A TrainingJob that was an Experiment.
 *
 * @param source the Experiment's name, as it was
 * @param metric what the program must report
 * @param trainingJob the object, in the order in which it is to be read
 * @param notes what is not carried over, or means something else
 */
record Converted(String source, String metric, Map<String, Object> trainingJob, List<Note> notes) {}
