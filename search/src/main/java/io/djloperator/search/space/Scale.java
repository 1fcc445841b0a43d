package io.djloperator.search.space;

import java.util.OptionalDouble;

/** Between a range and the unit interval, evenly or by the logarithm. */
final class Scale {
    private Scale() {}

    static double at(double unit, double min, double max, boolean isLogarithmic) {
        return isLogarithmic
                ? Math.exp(Math.log(min) + unit * (Math.log(max) - Math.log(min)))
                : min + unit * (max - min);
    }

    /** Where {@code number} lies; the middle of a range that holds a single number. */
    static double unit(double number, double min, double max, boolean isLogarithmic) {
        if (max <= min) {
            return 0.5;
        }
        return isLogarithmic
                ? (Math.log(Math.max(number, Double.MIN_NORMAL)) - Math.log(min)) / (Math.log(max) - Math.log(min))
                : (number - min) / (max - min);
    }

    static OptionalDouble parse(String text) {
        try {
            return OptionalDouble.of(Decimals.parse(text));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }
}
