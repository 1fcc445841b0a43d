package io.djloperator.local.api;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Address, certificate and token of an API server: what both a client and a kubeconfig file are made of. */
public record Access(String url, Path certificate, String token) {

    /** A token that nobody guesses; it lives as long as the API server. */
    public static String newToken() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    public Config clientConfig() {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl(url)
                .withCaCertFile(certificate.toString())
                .withOauthToken(token)
                .withNamespace("default")
                .withRequestRetryBackoffLimit(3)
                .build();
    }

    /** Writes the kubeconfig, readable by its owner only: whoever holds the token may run pods here. */
    public Path writeKubeconfig(Path file) {
        try {
            var certificateText = Base64.getEncoder().encodeToString(Files.readAllBytes(certificate));
            OwnerOnly.write(file, yaml(certificateText).getBytes(StandardCharsets.UTF_8));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String yaml(String certificateText) {
        return """
                apiVersion: v1
                kind: Config
                clusters:
                  - name: local
                    cluster: {server: "%s", certificate-authority-data: "%s"}
                users:
                  - name: local
                    user: {token: "%s"}
                contexts:
                  - name: local
                    context: {cluster: local, user: local, namespace: default}
                current-context: local
                """.formatted(url, certificateText, token);
    }
}
