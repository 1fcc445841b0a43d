package io.djloperator.local.node;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.ServiceAccountTokenProjection;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node whose containers are processes of this machine: it runs the pods that the scheduler gave it. */
public final class Node implements VolumeSources, AutoCloseable {
    /** Name of the one node. */
    public static final String NAME = "local";

    /** On a pod: where its declared ports listen, as {@code 8080=40123,8082=40124}. */
    public static final String PORTS_ANNOTATION = "local.djl-operator.io/ports";

    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final long CLOSE_GRACE_MILLIS = 4_000;

    private final KubernetesClient client;
    private final Path root;
    private final Catalogue catalogue;
    private final Map<String, PodRun> runs = new ConcurrentHashMap<>();
    private final SharedIndexInformer<Pod> pods;
    private volatile boolean closing;

    /**
     * @param root the folder below which pods, logs and claims lie
     */
    public Node(KubernetesClient client, Path root, Catalogue catalogue) {
        this.client = client;
        this.root = root;
        this.catalogue = catalogue;
        this.pods = client.pods().inAnyNamespace().inform(new Handler());
    }

    /** Where the log of a pod lies, whether or not it has one yet. */
    public static Path logFile(Path root, String namespace, String pod) {
        return root.resolve("logs").resolve(Claims.safe(namespace) + "_" + Claims.safe(pod) + ".log");
    }

    /** Ends every pod's program, by SIGTERM and then SIGKILL; the objects stay. */
    @Override
    public void close() {
        closing = true;
        pods.close();
        runs.values().forEach(PodRun::terminate);
        var end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_GRACE_MILLIS);
        try {
            while (runs.values().stream().anyMatch(PodRun::isAlive) && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        runs.values().forEach(PodRun::kill);
        deleteTree(root.resolve("pods"));
    }

    boolean isClosing() {
        return closing;
    }

    Catalogue catalogue() {
        return catalogue;
    }

    Claims claims() {
        return new Claims(root.resolve("volumes"));
    }

    Path podFolder(Pod pod) {
        return root.resolve("pods").resolve(Claims.safe(pod.getMetadata().getUid()));
    }

    Path logFile(String namespace, String pod) {
        return logFile(root, namespace, pod);
    }

    @Override
    public Optional<ConfigMap> configMap(String namespace, String name) {
        return Optional.ofNullable(
                client.configMaps().inNamespace(namespace).withName(name).get());
    }

    @Override
    public String token(Pod pod, ServiceAccountTokenProjection asked) {
        var account = Optional.ofNullable(pod.getSpec().getServiceAccountName()).orElse("default");
        var request = new TokenRequestBuilder()
                .withNewSpec()
                .withAudiences(asked.getAudience() == null ? List.of() : List.of(asked.getAudience()))
                .withExpirationSeconds(asked.getExpirationSeconds())
                .withNewBoundObjectRef(
                        "v1",
                        "Pod",
                        pod.getMetadata().getName(),
                        pod.getMetadata().getUid())
                .endSpec()
                .build();
        return client.serviceAccounts()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(account)
                .tokenRequest(request)
                .getStatus()
                .getToken();
    }

    /** Writes a pod's status; a pod that is gone needs none. */
    void report(Pod pod, PodStatus status) {
        patch(
                pod,
                "status",
                new PodBuilder()
                        .withNewMetadata()
                        .endMetadata()
                        .withStatus(status)
                        .build());
    }

    /** Writes which of the machine's ports the pod has. */
    void announce(Pod pod, Ports ports) {
        if (!ports.all().isEmpty()) {
            var text = ports.all().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(port -> port.getKey() + "=" + port.getValue())
                    .collect(Collectors.joining(","));
            patch(
                    pod,
                    "",
                    new PodBuilder()
                            .withNewMetadata()
                            .addToAnnotations(PORTS_ANNOTATION, text)
                            .endMetadata()
                            .build());
        }
    }

    private void patch(Pod pod, String subresource, Pod patch) {
        if (closing) {
            return;
        }
        try {
            var resource = client.pods()
                    .inNamespace(pod.getMetadata().getNamespace())
                    .withName(pod.getMetadata().getName());
            var target = subresource.isEmpty() ? resource : resource.subresource(subresource);
            target.patch(
                    PatchContext.of(PatchType.JSON_MERGE),
                    client.getKubernetesSerialization().asJson(patch));
        } catch (KubernetesClientException e) {
            if (e.getCode() != 404 && !closing) {
                LOG.warn("cannot write to pod {}: {}", pod.getMetadata().getName(), e.getMessage());
            }
        }
    }

    /** A run is over. Where the pod is to be deleted, the node's word is what removes it. */
    void ended(PodRun run, Pod pod, CountDownLatch stopped) {
        deleteTree(podFolder(pod));
        if (closing) {
            return;
        }
        try {
            stopped.await(); // an ended pod stays until somebody deletes it
            client.resource(pod).withGracePeriod(0).delete();
            runs.remove(pod.getMetadata().getUid(), run);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (KubernetesClientException e) {
            LOG.debug("pod {} is gone already", pod.getMetadata().getName(), e);
        }
    }

    private void seen(Pod pod) {
        var uid = pod.getMetadata().getUid();
        var isOurs = NAME.equals(pod.getSpec().getNodeName());
        var isDeleted = pod.getMetadata().getDeletionTimestamp() != null;
        if (isOurs && !closing && !isDeleted) {
            runs.computeIfAbsent(uid, id -> begin(pod));
        } else if (isOurs && isDeleted) {
            Optional.ofNullable(runs.get(uid))
                    .ifPresentOrElse(
                            PodRun::stop,
                            () -> client.resource(pod).withGracePeriod(0).delete());
        }
    }

    private PodRun begin(Pod pod) {
        var run = new PodRun(pod, this);
        var thread = new Thread(run, "pod " + pod.getMetadata().getName());
        thread.setDaemon(true);
        thread.start();
        return run;
    }

    private static void deleteTree(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("{} stays for the next start to remove", folder, e);
        }
    }

    private final class Handler implements ResourceEventHandler<Pod> {
        @Override
        public void onAdd(Pod pod) {
            seen(pod);
        }

        @Override
        public void onUpdate(Pod before, Pod pod) {
            seen(pod);
        }

        @Override
        public void onDelete(Pod pod, boolean finalStateUnknown) {
            Optional.ofNullable(runs.remove(pod.getMetadata().getUid())).ifPresent(PodRun::stop);
        }
    }
}
