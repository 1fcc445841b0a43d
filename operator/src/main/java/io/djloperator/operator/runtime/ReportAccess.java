package io.djloperator.operator.runtime;

/**
 * What a training pod needs to send reports, beside its token.
 *
 * @param url where reports are sent, such as {@code https://djl-operator-report.djl-operator.svc/v1/reports}
 * @param caCertificate the certificate authority that the endpoint's certificate is to be checked against, PEM
 */
public record ReportAccess(String url, String caCertificate) {
    /** The audience of tokens for reports: such a token opens nothing else, and no other token opens the endpoint. */
    public static final String AUDIENCE = "djl-operator.io/report";
}
