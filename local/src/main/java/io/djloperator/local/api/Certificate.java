package io.djloperator.local.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A self-signed certificate for 127.0.0.1, kept between runs. It exists because kubectl sends a token over TLS only, and because
 * without a token every user of the machine could run programs as this one. Java has no public API that makes certificates: the
 * JDK's own {@code keytool} does.
 *
 * @param pem the certificate as a file
 * @param key its private key as a file, for servers that are not written in Java
 */
public record Certificate(SSLContext context, Path pem, Path key) {
    private static final char[] STORE_PASSWORD = "local-only".toCharArray();

    public static Certificate in(Path directory) {
        try {
            OwnerOnly.directory(directory);
            var storeFile = directory.resolve("server.p12");
            if (!isGood(storeFile)) {
                create(storeFile);
            }
            var store = load(storeFile);
            var pem = directory.resolve("server.crt");
            var key = directory.resolve("server.key");
            Files.writeString(
                    pem, pem("CERTIFICATE", store.getCertificate("local").getEncoded()));
            var keyText =
                    pem("PRIVATE KEY", store.getKey("local", STORE_PASSWORD).getEncoded());
            OwnerOnly.write(key, keyText.getBytes(StandardCharsets.UTF_8));
            return new Certificate(context(store), pem, key);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(
                    "no certificate for the API server in " + directory + ": " + e.getMessage(), e);
        }
    }

    private static boolean isGood(Path storeFile) {
        try {
            var certificate = (X509Certificate) load(storeFile).getCertificate("local");
            certificate.checkValidity(Date.from(Instant.now().plus(Duration.ofDays(2))));
            return true;
        } catch (IOException | GeneralSecurityException | NullPointerException e) {
            return false;
        }
    }

    private static void create(Path storeFile) throws IOException {
        Files.deleteIfExists(storeFile);
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var process = new ProcessBuilder((keytool
                                + " -genkeypair -alias local -keyalg EC -groupname secp256r1 -dname CN=djl-operator-local"
                                + " -ext san=ip:127.0.0.1,dns:localhost -ext bc=ca:true -validity 365 -storetype PKCS12"
                                + " -storepass " + new String(STORE_PASSWORD) + " -keystore")
                        .split(" "))
                .redirectErrorStream(true);
        process.command().add(storeFile.toString());
        var running = process.start();
        try {
            var finished = running.waitFor(60, TimeUnit.SECONDS);
            if (!finished || running.exitValue() != 0) {
                running.destroyForcibly();
                var said = new String(running.getInputStream().readNBytes(2000), StandardCharsets.UTF_8);
                throw new IOException("keytool failed: " + said.strip());
            }
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static KeyStore load(Path storeFile) throws IOException, GeneralSecurityException {
        try (var in = Files.newInputStream(storeFile)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(in, STORE_PASSWORD);
            return store;
        }
    }

    private static SSLContext context(KeyStore store) throws GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, STORE_PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** In the text form that other programs read. */
    public static String pem(String what, byte[] encoded) {
        var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return "-----BEGIN " + what + "-----\n" + base64 + "\n-----END " + what + "-----\n";
    }
}
