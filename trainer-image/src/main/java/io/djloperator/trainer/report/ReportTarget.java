package io.djloperator.trainer.report;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where reports go, as the operator says in the pod's environment.
 *
 * @param token the file with the pod's token, which the kubelet renews
 * @param ca the certificates that the receiver's must come from, PEM; null: those that Java trusts
 */
public record ReportTarget(URI url, Path token, Path ca) {
    /** Empty where reports are not wanted. */
    public static Optional<ReportTarget> of(Map<String, String> environment) {
        var url = environment.getOrDefault("DJL_REPORT_URL", "");
        var token = environment.getOrDefault("DJL_REPORT_TOKEN_FILE", "");
        var ca = environment.getOrDefault("DJL_REPORT_CA_FILE", "");
        if (!url.matches("https://[-a-zA-Z0-9.:\\[\\]]+(/[-._~a-zA-Z0-9/]*)?") || token.isEmpty()) {
            return Optional.empty(); // with no TLS the token would be anybody's
        }
        return Optional.of(new ReportTarget(URI.create(url), Path.of(token), ca.isEmpty() ? null : Path.of(ca)));
    }
}
