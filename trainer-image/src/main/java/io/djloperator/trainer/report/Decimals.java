package io.djloperator.trainer.report;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as the status shows them: plain decimals with at most six digits after the point. */
public final class Decimals {
    private Decimals() {}

    public static BigDecimal rounded(double value) {
        var rounded =
                BigDecimal.valueOf(value).setScale(6, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }

    public static String text(double value) {
        return rounded(value).toPlainString();
    }
}
