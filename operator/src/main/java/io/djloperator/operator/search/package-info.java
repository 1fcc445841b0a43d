/**
 * A TrainingJob with {@code spec.search}: its trials are TrainingJobs of their own, which this package creates and reads as any user would. What has become of
 * them is kept in a ledger, which alone decides what comes next.
 */
package io.djloperator.operator.search;
