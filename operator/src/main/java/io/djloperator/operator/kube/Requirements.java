package io.djloperator.operator.kube;

import io.djloperator.api.v1alpha1.Resources;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodResourceClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceClaim;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Renders {@link Resources}, with their defaults filled in, for a container and its pod. */
public final class Requirements {
    private Requirements() {}

    /** Requests equal limits: the pod gets what it asked for, and no more. */
    public static ResourceRequirements of(Resources resources) {
        var amounts = withoutDevices(resources);
        if (resources.accelerator() != null) {
            amounts.put(
                    resources.accelerator().resource(),
                    new Quantity(String.valueOf(resources.accelerator().count())));
        }
        var requirements = requirements(amounts);
        requirements.setClaims(resources.claims().stream()
                .map(claim -> new ResourceClaim(claim.name(), null))
                .toList());
        return requirements;
    }

    /** For a container that runs before the main one, which needs no device. */
    public static ResourceRequirements ofInitContainer(Resources resources) {
        return requirements(withoutDevices(resources));
    }

    /** The pod's claims of devices, by which the container's are found. */
    public static List<PodResourceClaim> claims(Resources resources) {
        return resources.claims().stream()
                .map(claim -> new PodResourceClaim(
                        claim.name(), claim.resourceClaimName(), claim.resourceClaimTemplateName()))
                .toList();
    }

    /**
     * Hides the devices of each vendor from a container that asked for none of them by name: images may set the variable, and then every device is visible. Devices that
     * were claimed come another way (Container Device Interface) and stay visible.
     */
    public static List<EnvVar> visibility(Resources resources) {
        var accelerator = resources.accelerator();
        return AcceleratorVendor.hidingAllBut(accelerator == null ? null : accelerator.resource());
    }

    /** Whether a variable decides which devices a container sees: no user may set it. */
    public static boolean decidesVisibility(String variable) {
        return AcceleratorVendor.decidesVisibility(variable);
    }

    private static Map<String, Quantity> withoutDevices(Resources resources) {
        var amounts = new LinkedHashMap<String, Quantity>();
        amounts.put("cpu", Quantities.canonical(resources.cpu()));
        amounts.put("memory", Quantities.canonical(resources.memory()));
        return amounts;
    }

    private static ResourceRequirements requirements(Map<String, Quantity> amounts) {
        var requirements = new ResourceRequirements();
        requirements.setRequests(amounts);
        requirements.setLimits(amounts);
        return requirements;
    }
}
