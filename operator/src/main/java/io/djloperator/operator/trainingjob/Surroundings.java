package io.djloperator.operator.trainingjob;

import io.djloperator.operator.kube.ServedApis;
import io.djloperator.operator.runtime.ReportAccess;
import java.util.Optional;

/**
 * What a Job is rendered for, beside its spec; a Job keeps what it was rendered with.
 *
 * @param report where pods report; empty where this operator has no endpoint for it
 * @param served what the cluster can do
 */
record Surroundings(Optional<ReportAccess> report, ServedApis served) {}
