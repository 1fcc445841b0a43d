package io.djloperator.local.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacementTest {
    @Test
    void aMissingClaimIsNamedAsTheSchedulerNamesIt() {
        assertThat(Placement.obstacle(pod().build(), List.of())).contains("persistentvolumeclaim \"models\" not found");
    }

    @Test
    void aDeviceIsNeverThere() {
        var pod = pod().editSpec()
                .editFirstContainer()
                .withNewResources()
                .addToLimits("nvidia.com/gpu", new Quantity("1"))
                .endResources()
                .endContainer()
                .endSpec();
        assertThat(Placement.obstacle(pod.build(), List.of(claim())))
                .contains("0/1 nodes are available: 1 Insufficient nvidia.com/gpu.");
    }

    @Test
    void aPodThatAsksForNothingSpecialIsTaken() {
        assertThat(Placement.obstacle(pod().build(), List.of(claim()))).isEmpty();
    }

    private static PodBuilder pod() {
        return new PodBuilder()
                .withNewMetadata()
                .withName("p")
                .withNamespace("default")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("c")
                .endContainer()
                .addNewVolume()
                .withName("store")
                .withNewPersistentVolumeClaim("models", false)
                .endVolume()
                .endSpec();
    }

    private static io.fabric8.kubernetes.api.model.PersistentVolumeClaim claim() {
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName("models")
                .withNamespace("default")
                .endMetadata()
                .build();
    }
}
