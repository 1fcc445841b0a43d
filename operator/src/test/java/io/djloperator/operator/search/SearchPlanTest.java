package io.djloperator.operator.search;

import static io.djloperator.operator.golden.GoldenFolder.NOW;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.api.v1alpha1.TrainingJobStatus;
import io.djloperator.operator.golden.GoldenFolder;
import io.djloperator.operator.kube.Action;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class SearchPlanTest {
    @TestFactory
    Stream<DynamicTest> everyCase() {
        return GoldenFolder.of("search").stream()
                .map(golden -> DynamicTest.dynamicTest(golden.name(), () -> decide(golden)));
    }

    private static void decide(GoldenFolder golden) {
        var job = golden.input(TrainingJob.class);
        var setup = SearchSetup.of(job);
        var trials = golden.observed(TrainingJob.class).stream()
                .collect(Collectors.toMap(trial -> TrialJob.number(job, trial).orElseThrow(), Function.identity()));
        var ledger = golden.firstObserved(ConfigMap.class)
                .map(LedgerConfigMap::ledger)
                .orElse(Ledger.EMPTY);
        var observed = new SearchObservation(ledger, trials, Map.of(), List.of());
        var plan = SearchPlan.of(job, observed, setup, Searching.PROFILES, NOW);
        TrainingJobStatus status = SearchStatuses.of(
                job, plan, observed, PlannedCost.of(job, setup, Searching.PROFILES), Optional.empty(), NOW);
        golden.verify(plan.actions().stream().map(SearchPlanTest::brief).toList(), both(plan.ledger(), status));
    }

    /** Of a trial's whole spec, which is the search's, only what differs. */
    private static Action brief(Action action) {
        if (action instanceof Action.Create create && create.child() instanceof TrainingJob trial) {
            var brief = new TrainingJob();
            brief.setMetadata(trial.getMetadata());
            return new Action.Create(brief);
        }
        return action;
    }

    private static Map<String, Object> both(Ledger ledger, TrainingJobStatus status) {
        var both = new HashMap<String, Object>();
        both.put("ledger", LedgerText.write(ledger));
        both.put("status", status);
        return both;
    }
}
