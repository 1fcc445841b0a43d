package io.djloperator.operator.kube;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Optional;

/**
 * The fields that our pods may have, and where it matters their values. It is asked about the final pod, after all merges: whatever found its way in
 * before, a pod with another field is not created. A list of what is allowed, since Kubernetes adds fields that a list of what is forbidden would
 * not know. What it demands is Pod Security's level {@code restricted} and more: no host, no Secret, no token but the one for reports, no other
 * namespace.
 */
public final class PodAllowList {
    /** A line is a path: {@code !} before what must be there, {@code []} for each element, {@code *} for any key, after the colon the values. */
    private static final String COMMON = """
            !automountServiceAccountToken: false
            !enableServiceLinks: false
            !securityContext.!runAsNonRoot: true
            securityContext.!runAsUser: 1000
            securityContext.!runAsGroup: 1000
            securityContext.fsGroup: 1000
            securityContext.fsGroupChangePolicy: OnRootMismatch
            securityContext.!seccompProfile.!type: RuntimeDefault
            nodeSelector.*
            resourceClaims[].name
            resourceClaims[].resourceClaimName
            resourceClaims[].resourceClaimTemplateName
            containers[].resources.claims[].name
            terminationGracePeriodSeconds
            tolerations[].effect
            tolerations[].key
            tolerations[].operator
            tolerations[].tolerationSeconds
            tolerations[].value
            affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[].matchExpressions[].key
            affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[].matchExpressions[].operator
            affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[].matchExpressions[].values[]
            affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[].weight
            affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[].preference.matchExpressions[].key
            affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[].preference.matchExpressions[].operator
            affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[].preference.matchExpressions[].values[]
            !containers[].!name
            containers[].!image
            containers[].args[]
            containers[].env[].name
            containers[].env[].value
            containers[].!resources.limits.*
            containers[].resources.requests.*
            containers[].terminationMessagePath: /dev/termination-log
            containers[].terminationMessagePolicy: File FallbackToLogsOnError
            containers[].volumeMounts[].mountPath
            containers[].volumeMounts[].name
            containers[].volumeMounts[].readOnly
            containers[].!securityContext.!allowPrivilegeEscalation: false
            containers[].securityContext.!readOnlyRootFilesystem: true
            containers[].securityContext.!capabilities.!drop[]: ALL
            volumes[].name
            volumes[].configMap.name
            volumes[].emptyDir.medium: Memory
            volumes[].emptyDir.!sizeLimit
            volumes[].persistentVolumeClaim.claimName
            volumes[].persistentVolumeClaim.readOnly
            """;

    private static final String OF_TRAINING = """
            !restartPolicy: Never
            subdomain
            schedulingGroup.podGroupName
            serviceAccountName
            priorityClassName
            containers[].command[]
            containers[].env[].valueFrom.fieldRef.fieldPath: metadata.labels['batch.kubernetes.io/job-completion-index']
            volumes[].projected.sources[].downwardAPI.items[].path
            volumes[].projected.sources[].downwardAPI.items[].fieldRef.fieldPath: metadata.annotations['djl-operator.io/training-job'] \
            metadata.annotations['djl-operator.io/report-ca']
            volumes[].projected.sources[].serviceAccountToken.!audience: djl-operator.io/report
            volumes[].projected.sources[].serviceAccountToken.expirationSeconds: 3600
            volumes[].projected.sources[].serviceAccountToken.path
            affinity.%1$s.requiredDuringSchedulingIgnoredDuringExecution[].labelSelector.matchLabels.*
            affinity.%1$s.requiredDuringSchedulingIgnoredDuringExecution[].labelSelector.matchExpressions[].key
            affinity.%1$s.requiredDuringSchedulingIgnoredDuringExecution[].labelSelector.matchExpressions[].operator
            affinity.%1$s.requiredDuringSchedulingIgnoredDuringExecution[].labelSelector.matchExpressions[].values[]
            affinity.%1$s.requiredDuringSchedulingIgnoredDuringExecution[].topologyKey
            affinity.%1$s.preferredDuringSchedulingIgnoredDuringExecution[].weight
            affinity.%1$s.preferredDuringSchedulingIgnoredDuringExecution[].podAffinityTerm.labelSelector.matchLabels.*
            affinity.%1$s.preferredDuringSchedulingIgnoredDuringExecution[].podAffinityTerm.labelSelector.matchExpressions[].key
            affinity.%1$s.preferredDuringSchedulingIgnoredDuringExecution[].podAffinityTerm.labelSelector.matchExpressions[].operator
            affinity.%1$s.preferredDuringSchedulingIgnoredDuringExecution[].podAffinityTerm.labelSelector.matchExpressions[].values[]
            affinity.%1$s.preferredDuringSchedulingIgnoredDuringExecution[].podAffinityTerm.topologyKey
            """;

    private static final String OF_SERVING = """
            containers[].lifecycle.preStop.sleep.seconds
            containers[].ports[].containerPort
            containers[].ports[].name
            containers[].ports[].protocol: TCP
            containers[].startupProbe.failureThreshold
            containers[].startupProbe.httpGet.path
            containers[].startupProbe.httpGet.port
            containers[].startupProbe.periodSeconds
            containers[].startupProbe.timeoutSeconds
            containers[].readinessProbe.failureThreshold
            containers[].readinessProbe.httpGet.path
            containers[].readinessProbe.httpGet.port
            containers[].readinessProbe.periodSeconds
            containers[].readinessProbe.timeoutSeconds
            containers[].livenessProbe.failureThreshold
            containers[].livenessProbe.httpGet.path
            containers[].livenessProbe.httpGet.port
            containers[].livenessProbe.periodSeconds
            containers[].livenessProbe.timeoutSeconds
            containers[].volumeMounts[].subPath
            topologySpreadConstraints[].labelSelector.matchLabels.*
            topologySpreadConstraints[].maxSkew
            topologySpreadConstraints[].topologyKey
            topologySpreadConstraints[].whenUnsatisfiable
            """;

    /** What a training pod may have. */
    public static final PodAllowList TRAINING =
            new PodAllowList(COMMON + OF_TRAINING.formatted("podAffinity") + OF_TRAINING.formatted("podAntiAffinity"));

    /** What a serving pod may have; its init container as much as its server. */
    public static final PodAllowList SERVING = new PodAllowList(withInitContainers(COMMON + OF_SERVING));

    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    private final AllowedField root;

    private PodAllowList(String lines) {
        root = AllowedField.parse(lines);
    }

    /** What {@code pod} has that it may not have, or lacks that it must have; the first that is found. */
    public Optional<String> problem(PodSpec pod) {
        return root.problem("spec", JSON.convertValue(pod, JsonNode.class));
    }

    /**
     * {@code pod} itself.
     *
     * @throws ForbiddenPodException where it has a {@link #problem}
     */
    public PodSpec checked(PodSpec pod) {
        problem(pod).ifPresent(problem -> {
            throw new ForbiddenPodException(problem);
        });
        return pod;
    }

    private static String withInitContainers(String lines) {
        var ofContainers = lines.lines()
                .filter(line -> line.contains("containers[]"))
                .map(line -> line.replaceFirst("!?containers\\[]", "initContainers[]"))
                .toList();
        return lines + String.join("\n", ofContainers);
    }
}
