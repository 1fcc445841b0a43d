package io.djloperator.operator.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class GrowthTest {
    @Test
    void aSearchWhoseRecordsWouldNotFitAnyMoreBeginsNoTrialAndSaysWhy() {
        var choice = "x".repeat(400);
        var job = Searching.ofContainer("maxTrials: 2000\nparameters: [{name: p, choices: [a, %s]}]".formatted(choice));
        var ledger = Ledger.EMPTY.with(Entry.of(1, Map.of("p", "a"), 0));
        var growth = Growth.of(job, SearchSetup.of(job), ledger, 1, Searching.PROFILES);
        assertThat(growth.ledger()).isSameAs(ledger);
        assertThat(growth.isExhausted()).isFalse();
        assertThat(growth.blocked())
                .hasValueSatisfying(why -> assertThat(why).startsWith("spec.search.maxTrials: the records of 2000"));
    }
}
