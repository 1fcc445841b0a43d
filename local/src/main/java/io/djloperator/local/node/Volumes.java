package io.djloperator.local.node;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.DownwardAPIProjection;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A pod's volumes as folders: emptyDir, configMap and projected ones below the pod's own folder, claims where the {@link Claims} keep
 * them.
 */
final class Volumes {
    private final Pod pod;
    private final Path podFolder;
    private final Claims claims;
    private final VolumeSources sources;
    private final PodTokens tokens;
    private final Map<String, Path> folders = new HashMap<>();

    Volumes(Pod pod, Path podFolder, Claims claims, VolumeSources sources) {
        this.pod = pod;
        this.podFolder = podFolder;
        this.claims = claims;
        this.sources = sources;
        this.tokens = new PodTokens(pod, sources);
    }

    /** Why a pod cannot start yet. */
    static final class NotReady extends Exception {
        NotReady(String message) {
            super(message);
        }

        /** In the kubelet's words. */
        static NotReady of(Volume volume, String message) {
            return new NotReady("MountVolume.SetUp failed for volume \"" + volume.getName() + "\" : " + message);
        }
    }

    void prepare() throws IOException, NotReady {
        for (var volume : pod.getSpec().getVolumes()) {
            folders.put(volume.getName(), folder(volume));
        }
    }

    /** Keeps what has an end of life alive. */
    void renew(Instant now) {
        tokens.renew(now);
    }

    private Path folder(Volume volume) throws IOException, NotReady {
        if (volume.getPersistentVolumeClaim() != null) {
            return claims.folder(
                    pod.getMetadata().getNamespace(),
                    volume.getPersistentVolumeClaim().getClaimName());
        }
        var folder = Files.createDirectories(podFolder.resolve("volumes").resolve(Claims.safe(volume.getName())));
        if (volume.getConfigMap() != null) {
            var source = volume.getConfigMap();
            VolumeFiles.write(folder, configMap(volume, source.getName()), source.getItems());
        } else if (volume.getProjected() != null) {
            project(folder, volume);
        } else if (volume.getEmptyDir() == null) {
            throw new NotReady("volume \"" + volume.getName()
                    + "\": this node has configMap, projected, emptyDir and persistentVolumeClaim volumes only");
        }
        return folder;
    }

    private void project(Path folder, Volume volume) throws IOException, NotReady {
        for (var source : volume.getProjected().getSources()) {
            if (source.getConfigMap() != null) {
                VolumeFiles.write(
                        folder,
                        configMap(volume, source.getConfigMap().getName()),
                        source.getConfigMap().getItems());
            } else if (source.getDownwardAPI() != null) {
                describe(folder, source.getDownwardAPI());
            } else if (source.getServiceAccountToken() != null) {
                var asked = source.getServiceAccountToken();
                try {
                    tokens.write(folder.resolve(Claims.safe(asked.getPath())), asked, Instant.now());
                } catch (KubernetesClientException e) {
                    throw NotReady.of(volume, "failed to fetch token: " + e.getMessage());
                }
            } else {
                throw new NotReady("volume \"" + volume.getName()
                        + "\": this node projects configMap, downwardAPI and serviceAccountToken only");
            }
        }
    }

    private void describe(Path folder, DownwardAPIProjection source) throws IOException {
        for (var item : source.getItems()) {
            if (item.getFieldRef() == null) {
                throw new IllegalArgumentException("downwardAPI: this node has fieldRef only");
            }
            Files.writeString(
                    folder.resolve(Claims.safe(item.getPath())),
                    FieldPath.value(pod, item.getFieldRef().getFieldPath()));
        }
    }

    private ConfigMap configMap(Volume volume, String name) throws NotReady {
        return sources.configMap(pod.getMetadata().getNamespace(), name)
                .orElseThrow(() -> NotReady.of(volume, "configmap \"" + name + "\" not found"));
    }

    /** Where a container's mount paths and its termination message lie. */
    MountPaths mounts(Container container, Path terminationLog) {
        var places = new LinkedHashMap<String, Path>();
        for (var mount : container.getVolumeMounts()) {
            var folder = folders.get(mount.getName());
            var subPath = Optional.ofNullable(mount.getSubPath()).orElse("");
            var place = subPath.isEmpty() ? folder : folder.resolve(subPath).normalize();
            if (folder == null || !place.startsWith(folder)) {
                throw new IllegalArgumentException(
                        "volumeMounts: '" + mount.getName() + "' with subPath '" + subPath + "' is not in a volume");
            }
            places.put(mount.getMountPath(), place);
        }
        places.put(
                Optional.ofNullable(container.getTerminationMessagePath()).orElse("/dev/termination-log"),
                terminationLog);
        return new MountPaths(places);
    }
}
