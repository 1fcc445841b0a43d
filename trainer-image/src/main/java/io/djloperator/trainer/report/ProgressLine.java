package io.djloperator.trainer.report;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One line a finished epoch on standard output, for people and for programs:
 * {@code epoch 14/20  train/loss 0.2931  validation/loss 0.3012  validation/auc 0.853  0.41 s}.
 *
 * @param metrics by name, in the order of the line
 */
public record ProgressLine(int epoch, int epochs, Map<String, Double> metrics, double seconds) {
    private static final Pattern LINE = Pattern.compile(
            "epoch (\\d{1,6})/(\\d{1,6})((?:  [a-zA-Z0-9]+/[a-zA-Z0-9]+ \\S{1,32}){0,16})  (\\d{1,9}\\.\\d{2}) s");

    public ProgressLine {
        metrics = new LinkedHashMap<>(metrics);
    }

    public String text() {
        var line = new StringBuilder("epoch " + epoch + "/" + epochs);
        metrics.forEach(
                (name, value) -> line.append("  ").append(name).append(' ').append(number(value)));
        return line.append(String.format(Locale.ROOT, "  %.2f s", seconds)).toString();
    }

    /** The line's content; empty where the line is something else. */
    public static Optional<ProgressLine> parse(String line) {
        var match = LINE.matcher(line.strip());
        if (!match.matches()) {
            return Optional.empty();
        }
        try {
            var metrics = new LinkedHashMap<String, Double>();
            for (var part : match.group(3).strip().split("  ")) {
                if (!part.isEmpty()) {
                    int space = part.indexOf(' ');
                    metrics.put(part.substring(0, space), Double.valueOf(part.substring(space + 1)));
                }
            }
            return Optional.of(new ProgressLine(
                    Integer.parseInt(match.group(1)),
                    Integer.parseInt(match.group(2)),
                    metrics,
                    Double.parseDouble(match.group(4))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String number(double value) {
        return Math.abs(value) < 1e6
                ? String.format(Locale.ROOT, "%.4f", value)
                : String.format(Locale.ROOT, "%.4e", value);
    }
}
