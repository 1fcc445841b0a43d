package io.djloperator.local.up;

import io.djloperator.local.api.ApiServer;
import io.djloperator.local.api.Clients;
import io.djloperator.local.api.Definitions;
import io.djloperator.local.api.embedded.EmbeddedApiServer;
import io.djloperator.local.api.real.Binaries;
import io.djloperator.local.api.real.RealApiServer;
import io.djloperator.local.controller.ControlPlane;
import io.djloperator.local.node.Catalogue;
import io.djloperator.local.node.Claims;
import io.djloperator.local.node.Node;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Everything that stands in for a cluster, while it runs. */
final class LocalCluster implements AutoCloseable {
    private static final int MAX_ANNOTATION_LENGTH = 200_000; // all annotations together: 256 KiB

    private final Path root;
    private final ApiServer server;
    private final KubernetesClient client;
    private final ControlPlane controlPlane;
    private final Node node;
    private final AtomicBoolean closed = new AtomicBoolean();

    private LocalCluster(Path root, ApiServer server, Catalogue catalogue) {
        this.root = root;
        this.server = server;
        this.client = Clients.of(server.clientConfig());
        Definitions.apply(client);
        this.controlPlane = new ControlPlane(client, new Claims(root.resolve("volumes")));
        this.node = new Node(client, root, catalogue);
    }

    /** Which API server a user asked for. */
    enum Kind {
        embedded,
        real
    }

    static LocalCluster start(Path root, Optional<Kind> asked, Catalogue catalogue) {
        var server = server(root, asked);
        try {
            return new LocalCluster(root, server, catalogue);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** The embedded one where nobody asked: it starts at once, and truth is tested on the real one. */
    private static ApiServer server(Path root, Optional<Kind> asked) {
        if (asked.orElse(Kind.embedded) == Kind.embedded) {
            return new EmbeddedApiServer(
                    root,
                    (namespace, pod) ->
                            Optional.of(Node.logFile(root, namespace, pod)).filter(Files::exists));
        }
        var binaries = Binaries.find(System.getenv(), Path.of(System.getProperty("user.home")))
                .orElseThrow(() -> new UserError("--api-server real: no kube-apiserver and etcd in"
                        + " $KUBE_API_TEST_DIR/k8s/<version>-<os>-<arch>/ or ~/.kubeapitest/k8s/…: make them with"
                        + " dev/cluster, or leave the option out"));
        return new RealApiServer(binaries, root);
    }

    /** From here on pods run. */
    void start() {
        controlPlane.start();
    }

    /** Applies the documents of files and folders; gives them as the API server answered. */
    List<GenericKubernetesResource> apply(List<Path> paths) {
        return Documents.read(paths, client.getKubernetesSerialization()).stream()
                .map(this::asKubectlApplies)
                .map(document -> client.resource(document)
                        .fieldManager("local")
                        .forceConflicts()
                        .serverSideApply())
                .toList();
    }

    /** With the annotation by which a later {@code kubectl apply} of the same file knows what was applied before. */
    private GenericKubernetesResource asKubectlApplies(GenericKubernetesResource document) {
        var text = client.getKubernetesSerialization().asJson(document);
        if (text.length() < MAX_ANNOTATION_LENGTH) {
            var annotations = new HashMap<>(
                    Optional.ofNullable(document.getMetadata().getAnnotations()).orElse(Map.of()));
            annotations.put("kubectl.kubernetes.io/last-applied-configuration", text);
            document.getMetadata().setAnnotations(annotations);
        }
        return document;
    }

    ApiServer server() {
        return server;
    }

    KubernetesClient client() {
        return client;
    }

    ControlPlane controlPlane() {
        return controlPlane;
    }

    Path root() {
        return root;
    }

    Claims claims() {
        return new Claims(root.resolve("volumes"));
    }

    /** Programs first: they must not be left behind whatever the rest does. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            node.close();
            controlPlane.close();
            client.close();
            server.close();
        }
    }
}
