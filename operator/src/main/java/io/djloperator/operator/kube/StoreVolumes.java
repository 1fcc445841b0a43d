package io.djloperator.operator.kube;

import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The volumes, mounts and {@code --mount} arguments of the stores that a container reads, and of those that it writes. */
public final class StoreVolumes {
    private final TreeMap<StoreUri, Boolean> stores = new TreeMap<>(java.util.Comparator.comparing(StoreUri::prefix));

    /** Stores by the URIs that lie in them; one that is read and written is mounted once, writable. */
    public StoreVolumes(Collection<String> read, Collection<String> written) {
        read.forEach(uri -> stores.put(StoreUri.parse(uri), true));
        written.forEach(uri -> stores.put(StoreUri.parse(uri), false));
    }

    /** The pod's volumes. */
    public List<Volume> volumes() {
        return stores.keySet().stream().map(StoreVolumes::volume).toList();
    }

    /** The container's mounts. */
    public List<VolumeMount> mounts() {
        return stores.entrySet().stream()
                .map(store -> new VolumeMountBuilder()
                        .withName(store.getKey().volumeName())
                        .withMountPath(store.getKey().mountPath())
                        .withReadOnly(store.getValue() ? true : null)
                        .build())
                .toList();
    }

    /** Tells the program in the container where each store is mounted. */
    public List<String> arguments() {
        return stores.keySet().stream()
                .flatMap(store -> Stream.of("--mount", store.prefix() + "=" + store.mountPath()))
                .toList();
    }

    private static Volume volume(StoreUri store) {
        var volume = new VolumeBuilder().withName(store.volumeName());
        return switch (store.kind()) {
            case CONFIG_MAP ->
                volume.withNewConfigMap().withName(store.name()).endConfigMap().build();
            case CLAIM ->
                volume.withNewPersistentVolumeClaim(store.name(), null).build();
        };
    }
}
