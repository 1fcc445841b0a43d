package io.djloperator.operator.kube;

import io.djloperator.api.v1alpha1.Resources;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.List;

/** A larger /dev/shm, where that is asked for; what lies in it counts against the container's limit of memory. */
public final class SharedMemory {
    private static final String NAME = "shared-memory";

    private SharedMemory() {}

    /** The pod's volume for it. */
    public static List<Volume> volumes(Resources resources) {
        return resources.sharedMemory() == null
                ? List.of()
                : List.of(new VolumeBuilder()
                        .withName(NAME)
                        .withNewEmptyDir()
                        .withMedium("Memory")
                        .withSizeLimit(Quantities.canonical(resources.sharedMemory()))
                        .endEmptyDir()
                        .build());
    }

    /** The container's mount of it. */
    public static List<VolumeMount> mounts(Resources resources) {
        return resources.sharedMemory() == null
                ? List.of()
                : List.of(new VolumeMountBuilder()
                        .withName(NAME)
                        .withMountPath("/dev/shm")
                        .build());
    }
}
