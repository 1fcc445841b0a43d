package io.djloperator.search.sampler.gp;

import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Goes uphill from a candidate: along the gradient in numbers, then from value to value in what has few of them, in turns until nothing is gained. Whole steps are tried because the
 * place nearest to the top of a slope between two values need not be the better of both.
 */
record Ascent(Improvement improvement, Predicate<double[]> isAllowed) {
    private static final int ROUNDS = 3;
    private static final int FEW = 8;
    private static final int EVALUATIONS = 40;
    private static final double LEAST_GAIN = 1e-6;

    Candidate from(Candidate start) {
        var current = start;
        for (int round = 0; round < ROUNDS; round++) {
            var next = choose(slide(current));
            if (next.value() <= current.value() + LEAST_GAIN) {
                return current;
            }
            current = next;
        }
        return current;
    }

    private Candidate at(double[] unit) {
        return new Candidate(unit, isAllowed.test(unit) ? improvement.at(unit) : Double.NEGATIVE_INFINITY);
    }

    private static Candidate better(Candidate a, Candidate b) {
        return b.value() > a.value() ? b : a;
    }

    private Candidate slide(Candidate start) {
        var encoding = improvement.encoding();
        var isPresent = encoding.present(start.unit());
        var free = IntStream.range(0, isPresent.length)
                .filter(i -> isPresent[i] && isSmooth(encoding.dimensions().get(i)))
                .toArray();
        if (free.length == 0) {
            return start;
        }
        var ones = new double[free.length];
        Arrays.fill(ones, 1);
        var descent = new BoundedDescent(new double[free.length], ones, 0.2, EVALUATIONS, 1e-4);
        var place = descent.from(gathered(start.unit(), free), (x, gradient) -> loss(start, free, x, gradient));
        return better(start, at(encoding.snap(scattered(start.unit(), free, place.x()))));
    }

    private double loss(Candidate start, int[] free, double[] x, double[] gradient) {
        var unit = scattered(start.unit(), free, x);
        if (!isAllowed.test(improvement.encoding().snap(unit))) {
            return Double.POSITIVE_INFINITY;
        }
        var slopes = new double[unit.length];
        double value = improvement.at(unit, slopes);
        Arrays.setAll(gradient, i -> -slopes[free[i]]);
        return -value;
    }

    // Numbers with many values are slid over as if they were continuous.
    private static boolean isSmooth(Dimension dimension) {
        return !dimension.isNominal() && (dimension.isContinuous() || dimension.levels().length > FEW);
    }

    private Candidate choose(Candidate start) {
        var best = start;
        for (int i = 0; i < start.unit().length; i++) {
            var dimension = improvement.encoding().dimensions().get(i);
            if (!dimension.isContinuous() && improvement.encoding().present(best.unit())[i]) {
                best = choose(best, i, dimension);
            }
        }
        return best;
    }

    private Candidate choose(Candidate start, int parameter, Dimension dimension) {
        int here = dimension.level(start.unit()[parameter]);
        int last = dimension.levels().length - 1;
        boolean isSmooth = isSmooth(dimension);
        return IntStream.rangeClosed(isSmooth ? Math.max(0, here - 1) : 0, isSmooth ? Math.min(last, here + 1) : last)
                .filter(level -> level != here)
                .mapToObj(level -> at(with(start.unit(), parameter, dimension.levels()[level])))
                .reduce(start, Ascent::better);
    }

    private static double[] with(double[] unit, int parameter, double coordinate) {
        var changed = unit.clone();
        changed[parameter] = coordinate;
        return changed;
    }

    private static double[] gathered(double[] unit, int[] free) {
        return Arrays.stream(free).mapToDouble(i -> unit[i]).toArray();
    }

    private static double[] scattered(double[] unit, int[] free, double[] x) {
        var moved = unit.clone();
        for (int i = 0; i < free.length; i++) {
            moved[free[i]] = x[i];
        }
        return moved;
    }
}
