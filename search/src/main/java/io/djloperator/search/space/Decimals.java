package io.djloperator.search.space;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as people and specs write them: ten digits are more than any training can tell apart. */
final class Decimals {
    private static final MathContext DIGITS = new MathContext(10);

    private Decimals() {}

    /** The shortest text of {@code value} to ten digits; with an exponent below 0.001, since the spec's decimals have at most twelve places, and from 10^10 on, which is more than any whole number of a spec. */
    static String text(double value) {
        var rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        if (rounded.signum() == 0) {
            return "0";
        }
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -3 && exponent <= 9) {
            return rounded.toPlainString();
        }
        return rounded.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
    }

    /** @throws NumberFormatException where {@code text} is no finite decimal */
    static double parse(String text) {
        return new BigDecimal(text).doubleValue();
    }
}
