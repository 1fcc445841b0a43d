package io.djloperator.operator.search;

import io.djloperator.api.v1alpha1.SearchStatus.Plan;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.kube.Remembered;
import io.djloperator.operator.profile.Resolution;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.function.Function;

/** What follows from each search's spec, found out once for each generation of it. */
final class PreparedSearches {
    private static final int MOST_REMEMBERED = 200;

    private final Function<TrainingJob, Resolution> profiles;
    private final KubernetesClient client;
    private final Remembered<String, Prepared> known = new Remembered<>(MOST_REMEMBERED);

    /**
     * One search.
     *
     * @param plan what it will do and cost at most
     */
    record Prepared(long generation, SearchSetup setup, Plan plan) {}

    PreparedSearches(Function<TrainingJob, Resolution> profiles, KubernetesClient client) {
        this.profiles = profiles;
        this.client = client;
    }

    /** @throws BadSearch where the search cannot be run; asked before its first trial only, since what runs must not be ended by a policy that came later */
    Prepared of(TrainingJob job, Ledger ledger) {
        long generation = job.getMetadata().getGeneration();
        return known.get(job.getMetadata().getUid())
                .filter(prepared -> prepared.generation() == generation)
                .orElseGet(() -> prepare(job, generation, ledger));
    }

    private Prepared prepare(TrainingJob job, long generation, Ledger ledger) {
        var setup = SearchSetup.of(job);
        if (ledger.trials().isEmpty()) {
            SearchCheck.problem(job, setup, profiles)
                    .or(() -> Rehearsal.problem(job, setup.space(), client))
                    .ifPresent(problem -> {
                        throw new BadSearch(problem);
                    });
        }
        var prepared = new Prepared(generation, setup, PlannedCost.of(job, setup, profiles));
        // Before the first trial a profile that is not there yet may still change the plan.
        if (!ledger.trials().isEmpty() || profiles.apply(job) instanceof Resolution.Ready) {
            known.put(job.getMetadata().getUid(), prepared);
        }
        return prepared;
    }
}
