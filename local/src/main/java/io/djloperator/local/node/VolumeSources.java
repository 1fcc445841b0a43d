package io.djloperator.local.node;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceAccountTokenProjection;
import java.util.Optional;

/** What volumes are filled from: the API server. */
interface VolumeSources {
    Optional<ConfigMap> configMap(String namespace, String name);

    /**
     * A token that names the pod, its service account and the audience, and that dies with the pod.
     *
     * @throws io.fabric8.kubernetes.client.KubernetesClientException where the API server issues none
     */
    String token(Pod pod, ServiceAccountTokenProjection asked);
}
