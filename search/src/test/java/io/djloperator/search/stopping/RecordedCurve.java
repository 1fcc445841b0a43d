package io.djloperator.search.stopping;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * What this project's trainer printed for one configuration; see the README beside the files.
 *
 * @param secondsPerEpoch how long an epoch took
 * @param values after each epoch, to be made small; fewer than {@value #EPOCHS} where the training diverged
 */
record RecordedCurve(double secondsPerEpoch, List<Double> values) {
    static final int EPOCHS = 27;

    static List<RecordedCurve> losses(String set) {
        return read(set, 8, 1);
    }

    /** {@code sign} is −1 for a metric to be made large. */
    static List<RecordedCurve> metrics(String set, int sign) {
        return read(set, 9, sign);
    }

    private static List<RecordedCurve> read(String set, int column, int sign) {
        try (var csv = RecordedCurve.class.getResourceAsStream("/curves/" + set + ".csv")) {
            return new String(csv.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .map(cells -> new RecordedCurve(Double.parseDouble(cells[7]), values(cells[column], sign)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Double> values(String cell, int sign) {
        return Arrays.stream(cell.split(" "))
                .filter(text -> !text.isEmpty())
                .map(text -> sign * Double.parseDouble(text))
                .toList();
    }

    boolean isComplete() {
        return values.size() == EPOCHS;
    }

    double last() {
        return values.get(EPOCHS - 1);
    }
}
