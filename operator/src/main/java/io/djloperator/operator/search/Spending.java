package io.djloperator.operator.search;

import io.djloperator.api.v1alpha1.TrainingJob;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The accelerators' time that trials have held: of ended ones by the ledger, of active ones by their objects. */
final class Spending {
    private Spending() {}

    static Duration accelerators(Ledger ledger, Map<Integer, TrainingJob> trials, Instant now) {
        long ended =
                ledger.trials().stream().mapToLong(Entry::acceleratorSeconds).sum();
        long active = ledger.active()
                .filter(entry -> entry.accelerators() != null && trials.containsKey(entry.trial()))
                .mapToLong(entry -> entry.accelerators() * seconds(trials.get(entry.trial()), now))
                .sum();
        return Duration.ofSeconds(ended + active);
    }

    /** How many accelerators are held now. */
    static int held(Ledger ledger, Map<Integer, TrainingJob> trials) {
        return ledger.active()
                .filter(entry -> entry.accelerators() != null && isHolding(trials.get(entry.trial())))
                .mapToInt(Entry::accelerators)
                .sum();
    }

    private static boolean isHolding(TrainingJob trial) {
        return trial != null && trial.getStatus() != null && trial.getStatus().activeSince() != null;
    }

    private static long seconds(TrainingJob trial, Instant now) {
        var status = trial.getStatus();
        if (status == null) {
            return 0;
        }
        long before = status.activeSeconds() == null ? 0 : status.activeSeconds();
        long current = status.activeSince() == null
                ? 0
                : Duration.between(Instant.parse(status.activeSince()), now).toSeconds();
        return before + Math.max(0, current);
    }

    /** Hours with at most two decimals. */
    static String hours(Duration time) {
        var hours = BigDecimal.valueOf(time.toSeconds())
                .divide(BigDecimal.valueOf(3600), 2, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return hours.signum() == 0 ? "0" : hours.toPlainString();
    }
}
