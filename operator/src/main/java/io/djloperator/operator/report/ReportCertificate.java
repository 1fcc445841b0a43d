package io.djloperator.operator.report;

/**
 * The endpoint's own authority and the certificate that it has signed, all PEM.
 *
 * @param authority the certificate that senders check against
 * @param authorityKey signs the next server certificate
 * @param certificate of the server
 * @param key of the server
 */
record ReportCertificate(String authority, String authorityKey, String certificate, String key) {
    @Override
    public String toString() {
        return "ReportCertificate"; // keys do not belong into logs
    }
}
