package io.djloperator.search.sampler.gp;

import java.util.List;
import java.util.random.RandomGenerator;

/** Draws coordinates, each at a value of its parameter. */
record Draw(Encoding encoding, RandomGenerator random) {
    private static final double LEAST_WIDTH = 1e-3;
    private static final double ORDERS_OF_WIDTH = 2.5;

    double[] anywhere() {
        return encoding.snap(random.doubles(encoding.dimensions().size()).toArray());
    }

    /** Near one of {@code centres}: some or all coordinates differ, by a thousandth of the range up to a third of it, or by a step at least; choices are drawn anew. */
    double[] near(List<double[]> centres) {
        var unit = centres.get(random.nextInt(centres.size())).clone();
        double width = LEAST_WIDTH * Math.pow(10, ORDERS_OF_WIDTH * random.nextDouble());
        double share = Math.max(1.0 / unit.length, random.nextDouble());
        for (int i = 0; i < unit.length; i++) {
            if (random.nextDouble() < share) {
                unit[i] = moved(encoding.dimensions().get(i), unit[i], width);
            }
        }
        return encoding.snap(unit);
    }

    private double moved(Dimension dimension, double coordinate, double width) {
        if (dimension.isNominal()) {
            return random.nextDouble();
        }
        double step = dimension.isContinuous() ? 0 : 1.0 / dimension.levels().length;
        return coordinate + Math.max(width, step) * random.nextGaussian();
    }
}
