package io.djloperator.operator.kube;

import io.djloperator.api.v1alpha1.Resources;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Renders {@link Resources} for a container. */
public final class Requirements {
    private Requirements() {}

    /** Requests equal limits: the pod gets what it asked for, and no more. */
    public static ResourceRequirements of(Resources resources) {
        var amounts = withoutAccelerator(resources);
        if (resources.accelerator() != null) {
            amounts.put(
                    resources.accelerator().resource(),
                    new Quantity(String.valueOf(resources.accelerator().count())));
        }
        return requirements(amounts);
    }

    /** For a container that runs before the main one, which needs no device. */
    public static ResourceRequirements ofInitContainer(Resources resources) {
        return requirements(withoutAccelerator(resources));
    }

    /** Hides devices from a container that asked for none: images may set the variable, and then every device is visible. */
    public static List<EnvVar> visibility(Resources resources) {
        return resources.accelerator() == null
                ? List.of(new EnvVar("NVIDIA_VISIBLE_DEVICES", "void", null))
                : List.of();
    }

    private static Map<String, Quantity> withoutAccelerator(Resources resources) {
        var amounts = new LinkedHashMap<String, Quantity>();
        amounts.put("cpu", resources.cpu());
        amounts.put("memory", resources.memory());
        return amounts;
    }

    private static ResourceRequirements requirements(Map<String, Quantity> amounts) {
        var requirements = new ResourceRequirements();
        requirements.setRequests(amounts);
        requirements.setLimits(amounts);
        return requirements;
    }
}
