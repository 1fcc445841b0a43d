package io.djloperator.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;

/** A ValidatingAdmissionPolicy that refuses every Job of one namespace, until it is closed. */
record Policy(String name) implements AutoCloseable {

    static Policy refusingJobsOf(String namespace, String words) {
        Scene.CLIENT.resourceList("""
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicy
                metadata: {name: %1$s}
                spec:
                  failurePolicy: Fail
                  matchConstraints:
                    resourceRules: [{apiGroups: [batch], apiVersions: [v1], operations: [CREATE], resources: [jobs]}]
                  validations: [{expression: "false", message: "%2$s"}]
                ---
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicyBinding
                metadata: {name: %1$s}
                spec:
                  policyName: %1$s
                  validationActions: [Deny]
                  matchResources: {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %1$s}}}
                """.formatted(namespace, words)).create();
        return new Policy(namespace);
    }

    /** The API server needs a moment for a new policy: asked by a Job that is not stored. */
    boolean isInForce(Scene scene) {
        try {
            Scene.CLIENT.resource("""
                    apiVersion: batch/v1
                    kind: Job
                    metadata: {name: probe}
                    spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: none}]}}}
                    """).inNamespace(scene.namespace).dryRun().create();
            return false;
        } catch (KubernetesClientException e) {
            return e.getMessage().contains("denied");
        }
    }

    @Override
    public void close() {
        var admission = Scene.CLIENT.admissionRegistration().v1();
        admission.validatingAdmissionPolicyBindings().withName(name).delete();
        admission.validatingAdmissionPolicies().withName(name).delete();
    }
}
