package io.djloperator.operator.search;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.kube.Refusal;
import io.djloperator.operator.kube.Text;
import io.djloperator.search.space.Space;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;

/**
 * Asks the API server, without creating anything, whether it would take the trials at the edges of the space: it alone knows all rules of the schema, and the cluster's own
 * admission policies.
 */
final class Rehearsal {
    /** Each costs a request; a space with more edges is asked at the first ones, some of each parameter. */
    private static final int MOST = 64;

    private Rehearsal() {}

    /** What it has against one of them. */
    static Optional<String> problem(TrainingJob job, Space space, KubernetesClient client) {
        return Edges.allowed(space).stream()
                .limit(MOST)
                .map(edge -> problem(job, edge, client))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> problem(TrainingJob job, Edges edge, KubernetesClient client) {
        var trial = TrialJob.of(job, 1, edge.point().values());
        trial.getMetadata().setName(job.getMetadata().getName() + "-0"); // no trial has this number
        try {
            client.resource(trial).dryRun(true).create();
            return Optional.empty();
        } catch (KubernetesClientException e) {
            if (!Refusal.isOfSpec(e)) {
                return Optional.empty(); // quota and the like say nothing of the spec
            }
            return Optional.of(SearchCheck.refusal(job, edge, Text.bounded(Refusal.words(e), 600)));
        }
    }
}
