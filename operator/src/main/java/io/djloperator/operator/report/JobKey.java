package io.djloperator.operator.report;

/** One TrainingJob, not to be confused with another of the same name. */
record JobKey(String namespace, String name, String uid) {}
