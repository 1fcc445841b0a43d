package io.djloperator.trainer.evaluation;

import io.djloperator.api.v1alpha1.Evaluation.Gate;
import io.djloperator.api.v1alpha1.TrainingJobStatus.GateResult;
import io.djloperator.trainer.report.Decimals;
import io.djloperator.trainer.report.Failure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Holds the gates of a spec against what was measured. The value that is shown is the value that is judged. */
public final class Gates {
    private Gates() {}

    public static List<GateResult> judge(List<Gate> gates, List<Measured> measured) {
        var results = new ArrayList<GateResult>();
        for (int i = 0; i < gates.size(); i++) {
            results.add(judge(gates.get(i), "spec.evaluation.gates[" + i + "]", measured));
        }
        return results;
    }

    /** One sentence for each gate that was not passed. */
    public static String failures(List<GateResult> results) {
        return results.stream()
                .filter(result -> !result.passed())
                .map(Gates::sentence)
                .collect(Collectors.joining("; "));
    }

    private static GateResult judge(Gate gate, String field, List<Measured> measured) {
        double value = measured.stream()
                .filter(one -> one.name().equals(gate.metric()) && Objects.equals(one.by(), gate.by()))
                .mapToDouble(Measured::value)
                .findFirst()
                .orElseThrow(() -> Failure.data(field + ".metric: '" + gate.metric() + "'"
                        + (gate.by() == null ? "" : " by '" + gate.by() + "'")
                        + " is not defined for this part of the data: it needs rows of at least two classes, or groups; change"
                        + " spec.data.split, or the gate"));
        var shown = Decimals.rounded(value);
        boolean passed = (gate.min() == null || shown.compareTo(new BigDecimal(gate.min())) >= 0)
                && (gate.max() == null || shown.compareTo(new BigDecimal(gate.max())) <= 0);
        return new GateResult(gate.metric(), gate.by(), shown.toPlainString(), gate.min(), gate.max(), passed);
    }

    private static String sentence(GateResult result) {
        var by = result.by() == null ? "" : " (" + result.by() + ")";
        boolean tooLow =
                result.min() != null && new BigDecimal(result.value()).compareTo(new BigDecimal(result.min())) < 0;
        return result.metric() + by + " is " + result.value()
                + (tooLow ? ", less than " + result.min() : ", more than " + result.max());
    }
}
