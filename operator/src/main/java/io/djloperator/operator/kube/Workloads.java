package io.djloperator.operator.kube;

import io.djloperator.api.v1alpha1.Api;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Optional;

/** Kueue's Workloads: what a queue says of a Job. Read only while a job waits, and only where Kueue is installed. */
public final class Workloads {
    private static final String GROUP = "kueue.x-k8s.io";

    /** On a Job: the queue that admits it. */
    public static final String QUEUE = GROUP + "/queue-name";

    /** On a Workload: this operator has taken it out of the queue, and it alone puts it back. */
    public static final String HELD = Api.GROUP + "/held";

    private static final int FORBIDDEN = 403;
    private static final String JOB_UID = GROUP + "/job-uid";

    private final KubernetesClient client;

    /** Where Workloads are read. */
    public Workloads(KubernetesClient client) {
        this.client = client;
    }

    /** The version of Kueue's API that the cluster prefers; empty where Kueue is not installed. */
    public Optional<String> version() {
        return Optional.ofNullable(client.getApiGroup(GROUP))
                .map(group -> group.getPreferredVersion().getVersion());
    }

    /** The Workload that Kueue has made for {@code job}; empty where it has not noticed it. */
    public Optional<GenericKubernetesResource> of(Job job, String version) {
        try {
            return read(job, version);
        } catch (KubernetesClientException e) {
            if (e.getCode() == FORBIDDEN) {
                return Optional.empty(); // without that right a job runs all the same; only why it waits is not known
            }
            throw e;
        }
    }

    private Optional<GenericKubernetesResource> read(Job job, String version) {
        return client
                .genericKubernetesResources(GROUP + "/" + version, "Workload")
                .inNamespace(job.getMetadata().getNamespace())
                .withLabel(JOB_UID, job.getMetadata().getUid())
                .list()
                .getItems()
                .stream()
                .filter(workload -> Children.belongs(workload, (HasMetadata) job))
                .findFirst();
    }

    /** Takes a Workload out of its queue, or lets it back in; its pods are told to stop. */
    static void hold(GenericKubernetesResource workload, boolean hold, KubernetesClient client) {
        client.genericKubernetesResources(context(workload))
                .inNamespace(workload.getMetadata().getNamespace())
                .withName(workload.getMetadata().getName())
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"annotations\":{\"%s\":%s}},\"spec\":{\"active\":%s}}"
                                .formatted(HELD, hold ? "\"true\"" : "null", !hold));
    }

    private static ResourceDefinitionContext context(GenericKubernetesResource workload) {
        return new ResourceDefinitionContext.Builder()
                .withGroup(GROUP)
                .withVersion(workload.getApiVersion().substring(GROUP.length() + 1))
                .withKind("Workload")
                .withPlural("workloads")
                .withNamespaced(true)
                .build();
    }
}
