package io.djloperator.operator.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djloperator.api.v1alpha1.TrainingJobStatus;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LedgerTest {
    @Test
    void whatIsWrittenIsReadBack() {
        var curve = new CurveSummary(3, "0.7", "0.75");
        var ledger = Ledger.EMPTY
                .with(Entry.of(1, Map.of("a", "1"), 4).with(Map.of(2, "0.7"), curve))
                .with(Searching.ended(2, Map.of("a", "2"), "0.8"))
                .warmedBy(List.of(Searching.ended(7, Map.of("a", "3"), "0.9")));
        assertThat(LedgerText.read(LedgerText.write(ledger))).isEqualTo(ledger);
    }

    @Test
    void aLineThatIsNoneIsNamed() {
        var line = LedgerText.line(Searching.ended(1, Map.of(), "1"));
        assertThatThrownBy(() -> LedgerText.read(Map.of("trials.jsonl", line + "{oops}\n")))
                .isInstanceOf(LedgerText.UnreadableLedger.class)
                .hasMessageContaining("line 2");
        assertThatThrownBy(() -> LedgerText.read(Map.of("trials.jsonl", line + line)))
                .hasMessageContaining("line 2 of trials.jsonl holds trial 1");
    }

    @Test
    void aLostLedgerIsMadeAnewFromTheObjectsThatAreLeft() {
        var search = Searching.of("parameters: [{path: /training/batchSize, int: {min: 1, max: 64}}]");
        var third = TrialJob.of(search, 3, Map.of("batchSize", "32"));
        var ledger = LostLedger.of(search, Map.of(3, third), Searching.PROFILES);
        assertThat(ledger.trials())
                .extracting(Entry::state)
                .containsExactly(EntryState.STOPPED, EntryState.STOPPED, EntryState.ACTIVE);
        assertThat(ledger.trials().get(2).parameters()).isEqualTo(Map.of("batchSize", "32"));
    }

    @Test
    void aLostLedgerWithoutObjectsStillKnowsHowManyThereWereAndTheBest() {
        var search = Searching.of("parameters: [{path: /training/batchSize, int: {min: 1, max: 64}}]");
        search.setStatus(Serialization.unmarshal(
                "search: {created: 3, best: {trial: 2, values: [\"0.9\"], parameters: {batchSize: \"8\"}}}",
                TrainingJobStatus.class));
        var ledger = LostLedger.of(search, Map.of(), Searching.PROFILES);
        assertThat(ledger.trials())
                .extracting(Entry::state)
                .containsExactly(EntryState.STOPPED, EntryState.COMPLETED, EntryState.STOPPED);
        assertThat(ledger.trials().get(1).values()).containsExactly("0.9");
        assertThat(ledger.count(EntryState.FAILED)).isZero();
    }

    @Test
    void whatARuleRemembersBetweenRungsIsNoNews() {
        var stored = Ledger.EMPTY.with(Entry.of(1, Map.of(), 0).with(Map.of(2, "0.7"), new CurveSummary(2, "1", "1")));
        var later = stored.replacing(stored.trials().get(0).with(Map.of(2, "0.7"), new CurveSummary(5, "1", "1")));
        var atARung = stored.replacing(stored.trials().get(0).with(Map.of(2, "0.7", 6, "0.8"), null));
        assertThat(later.isNewsTo(stored)).isFalse();
        assertThat(atARung.isNewsTo(stored)).isTrue();
    }

    @Test
    void aWarmStartTakesWhatLiesInTheSpaceAndKeepsTheBestHalf() {
        var job = Searching.of("parameters: [{path: /training/batchSize, int: {min: 1, max: 400}}]");
        var space = SearchSpace.of(job.getSpec().search());
        var ledger = Ledger.EMPTY;
        for (int number = 1; number <= 500; number++) {
            ledger = ledger.with(Searching.ended(
                    number, Map.of("batchSize", String.valueOf(number)), String.valueOf(number / 1000.0)));
        }
        var taken = WarmStarts.of(job, space, job, ledger);
        assertThat(taken).hasSize(300);
        var best =
                IntStream.range(0, 150).mapToObj(i -> String.valueOf(400 - i)).toList();
        assertThat(taken.subList(0, 150))
                .extracting(entry -> entry.parameters().get("batchSize"))
                .isEqualTo(best);
        assertThat(taken).allMatch(entry -> Integer.parseInt(entry.parameters().get("batchSize")) <= 400);
    }

    @Test
    void aWarmStartFromASearchForSomethingElseIsRefused() {
        var job = Searching.of("parameters: [{path: /training/batchSize, int: {min: 1, max: 400}}]");
        var other = Searching.of(
                "objectives: [{metric: validation/loss, goal: minimize}]\nparameters: [{path: /training/batchSize, int: {min: 1, max: 400}}]");
        var space = SearchSpace.of(job.getSpec().search());
        assertThatThrownBy(() -> WarmStarts.of(job, space, other, Ledger.EMPTY))
                .hasMessageStartingWith("spec.search.warmStart.fromTrainingJob.name: 'tune' is no search");
    }

    @Test
    void ofSeveralObjectivesTheStatusHoldsTheTrialsThatNoneBeats() {
        var search = Searching.of(
                        "objectives: [{metric: validation/auc, goal: maximize}, {metric: validation/loss, goal: minimize}]\nparameters: [{path: /training/batchSize, int: {min: 1, max: 400}}]")
                .getSpec()
                .search();
        var ledger = Ledger.EMPTY
                .with(Searching.ended(1, Map.of(), "0.9", "0.5"))
                .with(Searching.ended(2, Map.of(), "0.8", "0.3"))
                .with(Searching.ended(3, Map.of(), "0.8", "0.4"))
                .with(Searching.ended(4, Map.of(), "0.7", "0.6"));
        var best = new BestTrials(search, ledger);
        assertThat(best.best()).map(Entry::trial).hasValue(1);
        assertThat(best.pareto()).extracting(Entry::trial).containsExactly(1, 2);
    }
}
