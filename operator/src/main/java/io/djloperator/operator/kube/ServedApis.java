package io.djloperator.operator.kube;

/**
 * What the cluster serves beyond what every supported version of Kubernetes does; found out once, at start.
 *
 * @param podGroups whether {@code scheduling.k8s.io/v1beta1} has PodGroups: pods that are scheduled all or none. Kubernetes 1.37 has them behind the
 *     feature gate {@code GenericWorkload}
 */
public record ServedApis(boolean podGroups) {
    /** Nothing beyond. */
    public static final ServedApis NONE = new ServedApis(false);
}
