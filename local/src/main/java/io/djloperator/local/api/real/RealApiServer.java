package io.djloperator.local.api.real;

import io.djloperator.local.api.Access;
import io.djloperator.local.api.ApiServer;
import io.djloperator.local.api.Certificate;
import io.djloperator.local.api.Clients;
import io.djloperator.local.api.OwnerOnly;
import io.djloperator.local.node.Guard;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * kube-apiserver and etcd as processes of this machine, on loopback only. Fabric8's kube-api-test starts the same programs, but has
 * etcd listen on all interfaces, leaves both behind where the JVM is killed, and brings JUnit along.
 */
public final class RealApiServer implements ApiServer {
    private static final long START_SECONDS = 60;
    private static final long STOP_MILLIS = 3_000;

    private final Binaries binaries;
    private final Path data;
    private final Access access;
    private final Path kubeconfig;
    private final Process etcd;
    private final Process apiServer;

    /**
     * Starts both and waits until they answer.
     *
     * @param directory for certificate, kubeconfig, logs and etcd's data, which is emptied first
     */
    public RealApiServer(Binaries binaries, Path directory) {
        this.binaries = binaries;
        this.data = directory.resolve("etcd");
        try {
            deleteTree(data);
            var logs = Files.createDirectories(directory.resolve("logs"));
            var certificate = Certificate.in(directory.resolve("tls"));
            var token = Access.newToken();
            var tokens = directory.resolve("tls").resolve("tokens.csv");
            OwnerOnly.write(tokens, (token + ",local,local,system:masters\n").getBytes(StandardCharsets.UTF_8));
            var serviceAccountKey = serviceAccountKey(directory.resolve("tls").resolve("service-account.key"));
            var etcdPort = freePort();
            var port = freePort();
            OwnerOnly.directory(data);
            etcd = start(logs, "etcd", etcd(etcdPort, freePort()));
            apiServer =
                    start(logs, "kube-apiserver", apiServer(port, etcdPort, certificate, tokens, serviceAccountKey));
            access = new Access("https://127.0.0.1:" + port, certificate.pem(), token);
            kubeconfig = access.writeKubeconfig(directory.resolve("kubeconfig"));
            awaitReady(logs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Config clientConfig() {
        return access.clientConfig();
    }

    @Override
    public Path kubeconfig() {
        return kubeconfig;
    }

    @Override
    public String describe() {
        return "real, kube-apiserver " + binaries.version() + ", " + access.url();
    }

    @Override
    public void close() {
        try {
            Guard.stop(apiServer, STOP_MILLIS);
            Guard.stop(etcd, STOP_MILLIS);
            deleteTree(data);
        } catch (InterruptedException e) {
            Guard.kill(apiServer);
            Guard.kill(etcd);
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> etcd(int port, int peerPort) {
        var url = "http://127.0.0.1:" + port;
        var peer = "http://127.0.0.1:" + peerPort;
        return List.of(
                binaries.etcd().toString(),
                "--data-dir=" + data,
                "--listen-client-urls=" + url,
                "--advertise-client-urls=" + url,
                "--listen-peer-urls=" + peer,
                "--initial-advertise-peer-urls=" + peer,
                "--initial-cluster=default=" + peer,
                "--unsafe-no-fsync=true"); // nothing in it outlives this run
    }

    private List<String> apiServer(
            int port, int etcdPort, Certificate certificate, Path tokens, Path serviceAccountKey) {
        return List.of(
                binaries.apiServer().toString(),
                "--bind-address=127.0.0.1",
                // Nothing here reaches the API server as a Service, and a machine may have no other address than
                // loopback.
                "--advertise-address=127.0.0.1",
                "--endpoint-reconciler-type=none",
                "--secure-port=" + port,
                "--etcd-servers=http://127.0.0.1:" + etcdPort,
                "--tls-cert-file=" + certificate.pem(),
                "--tls-private-key-file=" + certificate.key(),
                "--token-auth-file=" + tokens,
                "--authorization-mode=RBAC",
                "--service-account-issuer=https://localhost",
                "--service-account-signing-key-file=" + serviceAccountKey,
                "--service-account-key-file=" + serviceAccountKey,
                // No controller makes service accounts here, and pods must not wait for one.
                "--disable-admission-plugins=ServiceAccount",
                "--service-cluster-ip-range=10.0.0.0/24");
    }

    private static Process start(Path logs, String name, List<String> command) throws IOException {
        var log = logs.resolve(name + ".log");
        Files.deleteIfExists(log);
        return Guard.start(command, Map.of("PATH", System.getenv("PATH")), logs, log.toFile());
    }

    private void awaitReady(Path logs) {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        try (var client = Clients.of(clientConfig())) {
            while (apiServer.isAlive() && etcd.isAlive() && System.nanoTime() < end) {
                if (isReady(client)) {
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close();
        throw new IllegalStateException("the API server did not start; see " + logs.resolve("kube-apiserver.log"));
    }

    private static boolean isReady(KubernetesClient client) {
        try {
            return "ok".equals(client.raw("/readyz"))
                    && client.namespaces().withName("default").get() != null;
        } catch (KubernetesClientException e) {
            return false;
        }
    }

    private static Path serviceAccountKey(Path file) throws IOException {
        if (!Files.exists(file)) {
            try {
                var generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                var encoded = generator.generateKeyPair().getPrivate().getEncoded();
                OwnerOnly.write(file, Certificate.pem("PRIVATE KEY", encoded).getBytes(StandardCharsets.UTF_8));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
        return file;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
