package io.djloperator.local.node;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** A pod's volumes as folders: emptyDir and configMap below the pod's own folder, claims where the {@link Claims} keep them. */
final class Volumes {
    private final Path podFolder;
    private final Claims claims;
    private final Map<String, Path> folders = new HashMap<>();

    Volumes(Path podFolder, Claims claims) {
        this.podFolder = podFolder;
        this.claims = claims;
    }

    /** Why a pod cannot start yet. */
    static final class NotReady extends Exception {
        NotReady(String message) {
            super(message);
        }
    }

    void prepare(Pod pod, BiFunction<String, String, ConfigMap> configMaps) throws IOException, NotReady {
        var namespace = pod.getMetadata().getNamespace();
        for (var volume : pod.getSpec().getVolumes()) {
            folders.put(volume.getName(), folder(volume, namespace, configMaps));
        }
    }

    private Path folder(Volume volume, String namespace, BiFunction<String, String, ConfigMap> configMaps)
            throws IOException, NotReady {
        if (volume.getPersistentVolumeClaim() != null) {
            return claims.folder(namespace, volume.getPersistentVolumeClaim().getClaimName());
        }
        var folder = Files.createDirectories(podFolder.resolve("volumes").resolve(Claims.safe(volume.getName())));
        if (volume.getConfigMap() != null) {
            var name = volume.getConfigMap().getName();
            var map = Optional.ofNullable(configMaps.apply(namespace, name))
                    .orElseThrow(() -> new NotReady("MountVolume.SetUp failed for volume \"" + volume.getName()
                            + "\" : configmap \"" + name + "\" not found"));
            write(folder, map, volume);
        } else if (volume.getEmptyDir() == null) {
            throw new NotReady("volume \"" + volume.getName()
                    + "\": this node has configMap, emptyDir and persistentVolumeClaim volumes only");
        }
        return folder;
    }

    private static void write(Path folder, ConfigMap map, Volume volume) throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        Optional.ofNullable(map.getData())
                .ifPresent(data -> data.forEach((key, text) -> files.put(key, text.getBytes(StandardCharsets.UTF_8))));
        Optional.ofNullable(map.getBinaryData())
                .ifPresent(data -> data.forEach(
                        (key, text) -> files.put(key, Base64.getDecoder().decode(text))));
        var items = Optional.ofNullable(volume.getConfigMap().getItems()).orElse(List.of());
        if (items.isEmpty()) {
            for (var file : files.entrySet()) {
                Files.write(folder.resolve(Claims.safe(file.getKey())), file.getValue());
            }
        }
        for (var item : items) {
            if (files.containsKey(item.getKey())) {
                Files.write(folder.resolve(Claims.safe(item.getPath())), files.get(item.getKey()));
            }
        }
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
