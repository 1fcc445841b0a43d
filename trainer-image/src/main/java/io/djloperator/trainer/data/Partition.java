package io.djloperator.trainer.data;

import io.djloperator.trainer.report.Failure;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Which rows belong to which part; each in ascending order. */
public record Partition(int[] training, int[] validation, int[] test) {
    /** Deals all rows at random: the same seed deals the same rows to the same parts. */
    // SplittableRandom: the first numbers of java.util.Random hardly differ between neighbouring seeds.
    public static Partition random(int rows, double validation, double test, int seed) {
        if (rows < 3) {
            throw Failure.data("spec.data.tabular: " + rows + " rows are too few: each of the three parts needs one");
        }
        var all = new int[rows];
        Arrays.setAll(all, row -> row);
        var dealt = new Dealt(rows);
        dealt.deal(all, validation, test, new SplittableRandom(seed));
        return dealt.partition();
    }

    /** Deals the rows of each class by themselves, so that every part has the classes in equal proportions. */
    public static Partition stratified(Column.Texts target, double validation, double test, int seed) {
        var dealt = new Dealt(target.codes().length);
        var random = new SplittableRandom(seed);
        // In sorted order, so that the order of the classes in the file does not change how they are dealt.
        for (var label : target.different().stream().sorted().toList()) {
            int code = target.different().indexOf(label);
            var rows = rowsOf(target, code);
            if (rows.length < 3) {
                throw Failure.data("spec.data.split.stratify: class '" + label + "' has " + rows.length
                        + " rows, but each of the three parts needs one; set stratify to false, or leave the class out by"
                        + " spec.data.tabular.query");
            }
            dealt.deal(rows, validation, test, random);
        }
        return dealt.partition();
    }

    private static int[] rowsOf(Column.Texts target, int code) {
        int count = 0;
        var rows = new int[target.codes().length];
        for (int row = 0; row < rows.length; row++) {
            if (target.codes()[row] == code) {
                rows[count++] = row;
            }
        }
        return Arrays.copyOf(rows, count);
    }

    /** The part of each row so far. */
    private static final class Dealt {
        private static final byte TRAINING = 0;
        private static final byte VALIDATION = 1;
        private static final byte TEST = 2;
        private final byte[] parts;

        Dealt(int rows) {
            parts = new byte[rows];
        }

        void deal(int[] rows, double validation, double test, SplittableRandom random) {
            shuffle(rows, random);
            int forTest = share(rows.length, test, rows.length - 2);
            int forValidation = share(rows.length, validation, rows.length - 1 - forTest);
            for (int i = 0; i < rows.length; i++) {
                parts[rows[i]] = i < forTest ? TEST : i < forTest + forValidation ? VALIDATION : TRAINING;
            }
        }

        Partition partition() {
            return new Partition(rowsIn(TRAINING), rowsIn(VALIDATION), rowsIn(TEST));
        }

        private int[] rowsIn(byte part) {
            int count = 0;
            var rows = new int[parts.length];
            for (int row = 0; row < parts.length; row++) {
                if (parts[row] == part) {
                    rows[count++] = row;
                }
            }
            return Arrays.copyOf(rows, count);
        }

        /** The nearest whole number of rows, but at least one, and no more than leaves one for the other parts. */
        private static int share(int rows, double share, int most) {
            return (int) Math.max(1, Math.min(most, Math.round(rows * share)));
        }

        private static void shuffle(int[] rows, SplittableRandom random) {
            for (int i = rows.length - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int swapped = rows[i];
                rows[i] = rows[j];
                rows[j] = swapped;
            }
        }
    }
}
