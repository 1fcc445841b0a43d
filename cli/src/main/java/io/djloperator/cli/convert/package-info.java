/** {@code kubectl djl convert}: from a Katib {@code Experiment} to a TrainingJob with a search. Pure but for the command itself. */
package io.djloperator.cli.convert;
