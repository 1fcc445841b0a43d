package io.djloperator.operator.report;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The one Secret of the operator: it holds the endpoint's certificate, so that every replica and every restart shows the same. */
final class CertificateSecret {
    static final String NAME = "djl-operator-report-tls";

    private static final int TRIES = 5;
    private static final int CONFLICT = 409;
    private static final Map<String, String> OURS = Map.of("app.kubernetes.io/managed-by", "djl-operator");

    private final KubernetesClient client;
    private final String namespace;
    private final List<String> names;

    CertificateSecret(KubernetesClient client, String namespace, List<String> names) {
        this.client = client;
        this.namespace = namespace;
        this.names = names;
    }

    /**
     * The certificate to use now. Made and stored where there is none, renewed where it is old; where replicas do so at once, one wins
     * and the others take its.
     *
     * @throws UnusableSecret where the Secret is not ours or does not hold what we have put there
     * @throws KubernetesClientException where the API server fails
     */
    ReportCertificate current(Instant now) {
        for (var i = 0; i < TRIES; i++) {
            try {
                return attempt(now);
            } catch (KubernetesClientException e) {
                if (e.getCode() != CONFLICT) {
                    throw e;
                }
            } catch (GeneralSecurityException e) {
                throw unusable("is broken (" + e.getMessage() + ")");
            }
        }
        throw unusable("changes all the time");
    }

    private ReportCertificate attempt(Instant now) throws GeneralSecurityException {
        var secret = client.secrets().inNamespace(namespace).withName(NAME).get();
        if (secret == null) {
            var first = CertificateAuthority.create(names, now);
            client.resource(secret(first, null)).create();
            return first;
        }
        var labels = secret.getMetadata().getLabels();
        if (labels == null || !labels.entrySet().containsAll(OURS.entrySet())) {
            throw unusable("is not the operator's: it lacks the label app.kubernetes.io/managed-by=djl-operator");
        }
        var stored = certificate(secret);
        var current = CertificateCheck.current(stored, names, now);
        if (!current.equals(stored)) {
            client.resource(secret(current, secret.getMetadata().getResourceVersion()))
                    .update();
        }
        return current;
    }

    private UnusableSecret unusable(String why) {
        return new UnusableSecret(
                "Secret %s/%s %s; delete it, and the operator makes another".formatted(namespace, NAME, why));
    }

    private Secret secret(ReportCertificate certificate, String version) {
        return new SecretBuilder()
                .withNewMetadata()
                .withName(NAME)
                .withNamespace(namespace)
                .withLabels(Map.of(
                        "app.kubernetes.io/managed-by", "djl-operator", "app.kubernetes.io/part-of", "djl-operator"))
                .withResourceVersion(version)
                .endMetadata()
                .withType("kubernetes.io/tls")
                .withData(Map.of(
                        "ca.crt", base64(certificate.authority()),
                        "ca.key", base64(certificate.authorityKey()),
                        "tls.crt", base64(certificate.certificate()),
                        "tls.key", base64(certificate.key())))
                .build();
    }

    private static ReportCertificate certificate(Secret secret) throws GeneralSecurityException {
        return new ReportCertificate(
                text(secret, "ca.crt"), text(secret, "ca.key"), text(secret, "tls.crt"), text(secret, "tls.key"));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String text(Secret secret, String key) throws GeneralSecurityException {
        var value = secret.getData() == null ? null : secret.getData().get(key);
        if (value == null) {
            throw new GeneralSecurityException("it has no " + key);
        }
        try {
            return new String(Base64.getMimeDecoder().decode(value), StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException(key + " is no base64", e);
        }
    }

    /** Somebody must look at the Secret. */
    static final class UnusableSecret extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnusableSecret(String message) {
            super(message);
        }
    }
}
