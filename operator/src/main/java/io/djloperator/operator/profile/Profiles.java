package io.djloperator.operator.profile;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.runtime.Settings;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * The profiles that the platform team keeps in the ConfigMap {@value #CONFIG_MAP} of the operator's own namespace: each key is a profile, its value
 * YAML. Only this one object is watched, so the right to read it is enough.
 */
@ApplicationScoped
@Startup // so that they are known when the first job comes
public class Profiles {
    /** Name of the ConfigMap. */
    public static final String CONFIG_MAP = "djl-operator-profiles";

    private static final Logger LOG = Logger.getLogger(Profiles.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Settings settings;
    private final Optional<SharedIndexInformer<ConfigMap>> watch;
    private final CompletableFuture<Void> read;
    private final long patienceEnds = System.nanoTime() + PATIENCE.toNanos();
    private volatile Parsed parsed = new Parsed("", ProfileSet.EMPTY);

    /** What was read last, and from which version of the ConfigMap. */
    private record Parsed(String version, ProfileSet profiles) {}

    /** Starts to watch, and waits for nothing. A client without a namespace, as on a laptop, has no profiles. */
    public Profiles(KubernetesClient client, Settings settings) {
        this.settings = settings;
        watch = Optional.ofNullable(client.getNamespace()).map(namespace -> watch(client, namespace));
        read = watch.map(informer -> informer.start().toCompletableFuture())
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    private static SharedIndexInformer<ConfigMap> watch(KubernetesClient client, String namespace) {
        return client.configMaps()
                .inNamespace(namespace)
                .withName(CONFIG_MAP)
                .runnableInformer(0)
                .exceptionHandler((isStarted, cause) -> {
                    LOG.warnf("the profiles cannot be read, which is tried again: %s", cause.getMessage());
                    return true;
                });
    }

    /**
     * {@code job} with its profile and all defaults merged in, or why it may not run. Until the profiles are read, which is waited for within the first
     * 10 seconds, every job is refused for the time being: to run it without its limits would be worse.
     */
    public Resolution resolve(TrainingJob job) {
        return isRead()
                ? current().resolve(job, settings.trainerImage())
                : new Resolution.Refused(
                        false,
                        "spec.profile: the profiles cannot be read yet (ConfigMap %s of the operator's namespace); the operator's log says why"
                                .formatted(CONFIG_MAP));
    }

    private boolean isRead() {
        try {
            read.get(Math.max(0, patienceEnds - System.nanoTime()), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private ProfileSet current() {
        var found =
                watch.flatMap(informer -> informer.getStore().list().stream().findFirst());
        var version = found.map(map -> map.getMetadata().getResourceVersion()).orElse("");
        var known = parsed;
        if (!known.version().equals(version)) {
            known = new Parsed(
                    version, ProfileSet.of(found.map(ConfigMap::getData).orElse(Map.of())));
            parsed = known;
        }
        return known.profiles();
    }

    @PreDestroy
    void stop() {
        watch.ifPresent(SharedIndexInformer::stop);
    }
}
