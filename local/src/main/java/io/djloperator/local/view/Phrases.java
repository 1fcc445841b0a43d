package io.djloperator.local.view;

import io.djloperator.api.v1alpha1.TrainingJobStatus.GateResult;
import io.djloperator.api.v1alpha1.TrainingJobStatus.ModelPackage;
import io.djloperator.cli.view.ProgressBar;
import io.djloperator.cli.view.Symbols;
import io.djloperator.trainer.report.ProgressLine;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is said about a job, one line each. Pure. */
public final class Phrases {
    private static final int BAR_WIDTH = 30;
    private static final int NAME_WIDTH = 12;
    private static final int TOPIC_WIDTH = 10;

    private final Symbols symbols;

    public Phrases(Symbols symbols) {
        this.symbols = symbols;
    }

    /** A line about something: {@code hmda         training   epoch 14/20 …}. */
    public static String line(String name, String topic, String text) {
        return "  %s %s %s"
                .formatted(padded(name, NAME_WIDTH), padded(topic, TOPIC_WIDTH), text)
                .stripTrailing();
    }

    /** {@code epoch 14/20  ━━━━╸───  70 %  validation/auc 0.853  4 s left}. */
    public String progress(ProgressLine progress) {
        var fraction = progress.epochs() == 0 ? 1.0 : (double) progress.epoch() / progress.epochs();
        var left = Math.round(progress.seconds() * (progress.epochs() - progress.epoch()));
        return "epoch %d/%d  %s %3d %%%s%s"
                .formatted(
                        progress.epoch(),
                        progress.epochs(),
                        ProgressBar.of(fraction, BAR_WIDTH, symbols),
                        Math.round(fraction * 100),
                        shown(progress),
                        progress.epoch() < progress.epochs() ? "  " + Math.max(1, left) + " s left" : "");
    }

    /** {@code test/auc 0.846 ≥ 0.78 ✓   test/demographicParityDifference (afam) 0.082 ≤ 0.10 ✓}. */
    public String gates(List<GateResult> gates) {
        return gates.stream().map(this::gate).collect(Collectors.joining("   "));
    }

    /** {@code sha256:3f9c2e41ab12…  214 KiB   card: <path>}. */
    public static String packaged(ModelPackage model, String card) {
        var size = model.sizeBytes() == null ? "" : "  " + size(model.sizeBytes());
        return "sha256:" + model.version() + "..." + size + "   card: " + card;
    }

    private String gate(GateResult gate) {
        var text = new StringBuilder(gate.metric());
        if (gate.by() != null) {
            text.append(" (").append(gate.by()).append(')');
        }
        text.append(' ').append(rounded(gate.value()));
        if (gate.min() != null) {
            text.append(' ').append(symbols.atLeast()).append(' ').append(gate.min());
        }
        if (gate.max() != null) {
            text.append(' ').append(symbols.atMost()).append(' ').append(gate.max());
        }
        return text.append(' ')
                .append(gate.passed() ? symbols.passed() : symbols.failed())
                .toString();
    }

    /** The metric that tells most: the last one of the line, which is the first of the spec; the loss where there is no other. */
    private static String shown(ProgressLine progress) {
        var names = List.copyOf(progress.metrics().keySet());
        if (names.isEmpty()) {
            return "";
        }
        var name = names.stream()
                .filter(metric -> metric.startsWith("validation/") && !metric.endsWith("/loss"))
                .findFirst()
                .orElse(names.get(names.size() - 1));
        return String.format(Locale.ROOT, "  %s %.3f", name, progress.metrics().get(name));
    }

    private static String rounded(String decimal) {
        try {
            return new BigDecimal(decimal).setScale(3, RoundingMode.HALF_EVEN).toPlainString();
        } catch (NumberFormatException e) {
            return decimal;
        }
    }

    static String size(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        return bytes < 1024 * 1024
                ? Math.round(bytes / 1024.0) + " KiB"
                : String.format(Locale.ROOT, "%.1f MiB", bytes / 1024.0 / 1024);
    }

    private static String padded(String text, int width) {
        return text.length() >= width ? text : text + " ".repeat(width - text.length());
    }
}
