package io.djloperator.local.node;

import io.djloperator.local.api.OwnerOnly;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceAccountTokenProjection;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The service account tokens in a pod's volumes. Each is made anew when four fifths of its life are over, as a kubelet does. */
final class PodTokens {
    private static final Logger LOG = LoggerFactory.getLogger(PodTokens.class);
    private static final Duration DEFAULT_LIFE = Duration.ofHours(1);
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final Pod pod;
    private final VolumeSources sources;
    private final Map<Path, ServiceAccountTokenProjection> tokens = new LinkedHashMap<>();
    private final Map<Path, Instant> due = new LinkedHashMap<>();

    PodTokens(Pod pod, VolumeSources sources) {
        this.pod = pod;
        this.sources = sources;
    }

    void write(Path file, ServiceAccountTokenProjection asked, Instant now) throws IOException {
        // The program must never read half a token.
        var next = file.resolveSibling("." + file.getFileName() + ".next");
        OwnerOnly.write(next, sources.token(pod, asked).getBytes(StandardCharsets.UTF_8));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        tokens.put(file, asked);
        due.put(file, now.plus(life(asked).multipliedBy(4).dividedBy(5)));
    }

    /** Makes anew what is due; where that fails, later: a pod does not end for want of a token. */
    void renew(Instant now) {
        for (var token : Map.copyOf(tokens).entrySet()) {
            if (!now.isBefore(due.get(token.getKey()))) {
                due.put(token.getKey(), now.plus(RETRY));
                try {
                    write(token.getKey(), token.getValue(), now);
                } catch (IOException | KubernetesClientException e) {
                    LOG.warn("no new token for pod {}: {}", pod.getMetadata().getName(), e.getMessage());
                }
            }
        }
    }

    private static Duration life(ServiceAccountTokenProjection asked) {
        return Optional.ofNullable(asked.getExpirationSeconds())
                .map(Duration::ofSeconds)
                .orElse(DEFAULT_LIFE);
    }
}
