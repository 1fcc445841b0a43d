package io.djloperator.operator.search;

import static io.djloperator.operator.golden.GoldenFolder.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.api.v1alpha1.TrainingJobStatus;
import io.djloperator.operator.golden.GoldenFolder;
import io.djloperator.operator.kube.Action;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
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
        golden.verify(plan.actions().stream().map(SearchPlanTest::brief).toList(), outcome(plan, status));
    }

    @Test
    void whatBlocksAFinishedSearchTakesNothingOfWhatItFound() {
        var job = Searching.of("parameters: [{path: /training/batchSize, int: {min: 1, max: 64}}]");
        job.setStatus(Serialization.unmarshal("""
                metrics: [{name: validation/auc, value: "0.9"}]
                model: {uri: "pvc://models/tune/0123456789ab", digest: "sha256:01", version: 0123456789ab, sizeBytes: 1}
                search: {trials: 20/20, created: 20, active: 0, succeeded: 20, failed: 0, stopped: 0, best: {trial: 3, values: ["0.9"], parameters: {batchSize: "3"}}}
                """, TrainingJobStatus.class));
        var blocked = SearchStatuses.blocked(job, "why", NOW);
        assertThat(blocked.model()).isEqualTo(job.getStatus().model());
        assertThat(blocked.metrics()).isEqualTo(job.getStatus().metrics());
        assertThat(blocked.search()).isEqualTo(job.getStatus().search());
    }

    @Test
    void noMoreThanAllIsDoneWhereTheNumberOfTrialsWasLowered() {
        var job = Searching.of("maxTrials: 2\nparameters: [{path: /training/batchSize, int: {min: 1, max: 64}}]");
        var ledger = Ledger.EMPTY;
        for (int number = 1; number <= 4; number++) {
            ledger = ledger.with(Searching.ended(number, Map.of("batchSize", "8"), "0.8"));
        }
        ledger = ledger.with(Entry.of(5, Map.of("batchSize", "8"), 0));
        var observed = new SearchObservation(
                ledger, Map.of(5, TrialJob.of(job, 5, Map.of("batchSize", "8"))), Map.of(), List.of());
        var plan = SearchPlan.of(job, observed, SearchSetup.of(job), Searching.PROFILES, NOW);
        var status = SearchStatuses.of(job, plan, observed, null, Optional.empty(), NOW);
        assertThat(status.progress().percent()).isEqualTo(100);
    }

    private static SearchPlan plan(TrainingJob job, Ledger ledger, Map<Integer, TrainingJob> trials) {
        var observed = new SearchObservation(ledger, trials, Map.of(), List.of());
        return SearchPlan.of(job, observed, SearchSetup.of(job), Searching.PROFILES, NOW);
    }

    @Test
    void enoughTrialsAreEnoughWhereTheNumberWasLowered() {
        var job = Searching.of("maxTrials: 2\nparameters: [{path: /training/batchSize, int: {min: 1, max: 64}}]");
        var third = Entry.of(3, Map.of("batchSize", "9"), 0);
        var ledger = Ledger.EMPTY
                .with(Searching.ended(1, Map.of("batchSize", "7"), "0.8"))
                .with(Searching.ended(2, Map.of("batchSize", "8"), "0.9"))
                .with(third);
        var plan = plan(job, ledger, Map.of(3, TrialJob.of(job, 3, third.parameters())));
        assertThat(plan.outcome().message()).startsWith("2 trials have ended, and spec.search.maxTrials is 2");
        assertThat(plan.actions()).hasExactlyElementsOfTypes(Action.Stop.class);
        assertThat(plan(job, ledger, Map.of()).outcome().state()).isEqualTo(SearchState.COMPLETED);
    }

    @Test
    void noMoreObjectsAreMadeAnewThanMayRun() {
        var job = Searching.of(
                "maxTrials: 6\nparallelism: 2\nparameters: [{path: /training/batchSize, int: {min: 1, max: 64}}]");
        var ledger = Ledger.EMPTY;
        for (int number = 1; number <= 4; number++) {
            ledger = ledger.with(Entry.of(number, Map.of("batchSize", String.valueOf(number)), 0));
        }
        assertThat(plan(job, ledger, Map.of()).actions())
                .extracting(
                        action -> ((Action.Create) action).child().getMetadata().getName())
                .containsExactly("tune-1", "tune-2");
    }

    @Test
    void ofSeveralObjectivesTheObjectsOfTheTrialsThatNoneBeatsAreKept() {
        var job = Searching.of(
                "objectives: [{metric: validation/auc, goal: maximize}, {metric: validation/loss, goal: minimize}]\nmaxTrials: 4\nkeepTrials: 2\nparameters: [{path: /training/batchSize, int: {min: 1, max: 64}}]");
        var trials = new HashMap<Integer, TrainingJob>();
        var ledger = Ledger.EMPTY
                .with(Searching.ended(1, Map.of("batchSize", "1"), "0.9", "0.5"))
                .with(Searching.ended(2, Map.of("batchSize", "2"), "0.8", "0.3"))
                .with(Searching.ended(3, Map.of("batchSize", "3"), "0.7", "0.6"))
                .with(Searching.ended(4, Map.of("batchSize", "4"), "0.6", "0.7"));
        ledger.trials()
                .forEach(entry -> trials.put(entry.trial(), TrialJob.of(job, entry.trial(), entry.parameters())));
        assertThat(OldTrials.actions(job, ledger, trials))
                .extracting(
                        action -> ((Action.Delete) action).child().getMetadata().getName())
                .containsExactly("tune-3", "tune-4");
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

    private static Map<String, Object> outcome(SearchPlan plan, TrainingJobStatus status) {
        var outcome = new HashMap<String, Object>();
        outcome.put("ledger", LedgerText.write(plan.ledger()));
        outcome.put("status", status);
        plan.wakeUpAfter().ifPresent(after -> outcome.put("wakeUpAfter", after.toString()));
        return outcome;
    }
}
