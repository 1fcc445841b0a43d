package io.djloperator.cli.view;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;

/** Numbers as a person reads them. */
final class Numbers {
    private static final MathContext FIVE_DIGITS = new MathContext(5, RoundingMode.HALF_EVEN);

    private Numbers() {}

    /** {@code text} as a finite number; empty where it is none. */
    static Optional<Double> parse(String text) {
        try {
            return Optional.of(new BigDecimal(text).doubleValue()).filter(Double::isFinite);
        } catch (NumberFormatException | NullPointerException e) {
            return Optional.empty();
        }
    }

    /** To five digits: {@code 0.85341}, {@code 1.2e-05}, {@code 6.02e+23}; what is no number stays as it is. */
    static String rounded(String decimal) {
        try {
            return rounded(new BigDecimal(decimal));
        } catch (NumberFormatException e) {
            return decimal;
        }
    }

    static String rounded(double value) {
        return rounded(new BigDecimal(value));
    }

    private static String rounded(BigDecimal exact) {
        if (exact.signum() == 0) {
            return "0";
        }
        var value = exact.round(FIVE_DIGITS).stripTrailingZeros();
        var exponent = value.precision() - value.scale() - 1;
        if (exponent >= -4 && exponent <= 8) {
            return value.toPlainString();
        }
        var mantissa = value.movePointLeft(exponent).stripTrailingZeros().toPlainString();
        return String.format(Locale.ROOT, "%se%+03d", mantissa, exponent);
    }

    /** {@code 45s}, {@code 1m03s}, {@code 2h05m}, {@code 3d04h}. */
    static String duration(long seconds) {
        if (seconds < 60) {
            return seconds + "s";
        }
        if (seconds < 3600) {
            return "%dm%02ds".formatted(seconds / 60, seconds % 60);
        }
        return seconds < 86400
                ? "%dh%02dm".formatted(seconds / 3600, seconds / 60 % 60)
                : "%dd%02dh".formatted(seconds / 86400, seconds / 3600 % 24);
    }
}
