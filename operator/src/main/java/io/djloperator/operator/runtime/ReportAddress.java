package io.djloperator.operator.runtime;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Where training pods send reports: filled by the report endpoint once it listens, read by whoever renders a pod. It stands between
 * them so that neither knows the other.
 */
@ApplicationScoped
public class ReportAddress {
    private volatile Optional<ReportAccess> access = Optional.empty();

    /** Where to report; empty while this operator has no report endpoint, and then a pod is rendered without one. */
    public Optional<ReportAccess> access() {
        return access;
    }

    /** Tells where the endpoint of this replica is reached. */
    public void announce(ReportAccess where) {
        access = Optional.of(where);
    }
}
