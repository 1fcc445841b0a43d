package io.djloperator.operator.report;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Where the report endpoint listens and is reached; each by an environment variable such as DJL_OPERATOR_REPORT_PORT. */
@ConfigMapping(prefix = "djl-operator")
interface ReportSettings {
    /** The port that the endpoint listens on; 0: any that is free. */
    @WithDefault("8443")
    int reportPort();

    /** The address that it listens on; a loopback address where only this machine may report. */
    @WithDefault("0.0.0.0")
    String reportHost();

    /** What training pods are told; else the Service of the operator's namespace, or the loopback address where it listens there. */
    Optional<String> reportUrl();

    /** The namespace that the operator runs in; in a cluster the Deployment tells it. */
    @WithDefault("${kubernetes.namespace:}")
    Optional<String> namespace();
}
