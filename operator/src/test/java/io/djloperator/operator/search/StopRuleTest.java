package io.djloperator.operator.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StopRuleTest {
    private static final String PARAMETERS = "parameters: [{path: /training/batchSize, int: {min: 1, max: 400}}]\n";

    private static StopRule rule(String stopping) {
        return StopRule.of(Searching.of(PARAMETERS + "stopping: " + stopping).getSpec())
                .orElseThrow();
    }

    /** A trial that has reported a value at some epochs. */
    private static Entry trial(StopRule rule, int number, double value, int... epochs) {
        var entry = Entry.of(number, Map.of(), 0);
        for (int epoch : epochs) {
            entry = rule.read(entry, reporting(value, epoch));
        }
        return entry;
    }

    private static TrainingJob reporting(double value, int epoch) {
        return Serialization.unmarshal(
                "{\"kind\":\"TrainingJob\",\"apiVersion\":\"djl-operator.io/v1alpha1\",\"status\":{\"metrics\":[{\"name\":\"validation/auc\",\"value\":\"%s\",\"epoch\":%d}]}}"
                        .formatted(value, epoch),
                TrainingJob.class);
    }

    @Test
    void ashaStopsWhatIsNotAmongTheBestThirdAtItsRungAndSaysWhy() {
        var rule = rule("{asha: {minEpochs: 3, reduction: 3}}");
        assertThat(rule.rungs()).containsExactly(3, 9);
        var ledger = Ledger.EMPTY
                .with(trial(rule, 1, 0.9, 3))
                .with(trial(rule, 2, 0.8, 3))
                .with(trial(rule, 3, 0.7, 2));
        assertThat(rule.stopped(ledger)).containsOnlyKeys(2);
        assertThat(rule.stopped(ledger).get(2))
                .isEqualTo(
                        "validation/auc was 0.8 at epoch 3; of 2 trials that came as far, the better ones have at least 0.9");
    }

    @Test
    void aTrialThatDivergedKeepsItsWorstValueInTheLedger() {
        var rule = rule("{asha: {minEpochs: 3, reduction: 3}}");
        var ledger = Ledger.EMPTY
                .with(trial(rule, 1, 0.9, 3))
                .with(Entry.of(2, Map.of(), 0).with(Map.of(3, "-Infinity"), null));
        assertThat(rule.stopped(LedgerText.read(LedgerText.write(ledger)))).containsOnlyKeys(2);
    }

    @Test
    void medianStopGoesOnFromWhatTheLedgerSays() {
        var rule = rule("{medianStop: {minEpochs: 3, minTrials: 3}}");
        var ledger = Ledger.EMPTY;
        for (int number = 1; number <= 4; number++) {
            ledger = ledger.with(trial(rule, number, 0.9, 1, 2, 3));
        }
        ledger = ledger.with(trial(rule, 5, 0.5, 1, 2, 3));
        assertThat(rule.stopped(LedgerText.read(LedgerText.write(ledger)))).containsOnlyKeys(5);
    }

    @Test
    void theFirstRungOfAshaFollowsFromTheEpochsWhereNoneIsSet() {
        assertThat(rule("{asha: {}}").rungs()).containsExactly(3, 9);
        assertThat(rule("{asha: {reduction: 2}}").rungs()).containsExactly(6, 12, 24);
    }

    @Test
    void aContainerMustSayHowManyEpochsATrialHas() {
        var job = Searching.ofContainer("stopping: {asha: {}}\nparameters: [{name: a, int: {min: 1, max: 2}}]");
        assertThatThrownBy(() -> StopRule.of(job.getSpec()))
                .isInstanceOf(BadSearch.class)
                .hasMessageStartingWith("spec.search.stopping.asha.maxEpochs: must be set");
    }
}
