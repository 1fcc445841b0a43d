package io.djloperator.cli.convert;

import java.math.BigDecimal;

/** Decimals in the form that the API takes: at most 9 digits before the point, 12 behind it, and an exponent of two digits. */
final class Decimal {
    private static final Schema FORM = Schema.at("spec.search.objectives[].target");

    private Decimal() {}

    /** {@code text} as it is where it has the form, else the same number in it. */
    static String of(Field field, BigDecimal value) {
        var text = field.text().orElse("");
        if (fits(text) && !text.contains("E")) {
            return text;
        }
        var plain = value.stripTrailingZeros().toPlainString();
        if (fits(plain)) {
            return plain;
        }
        var stripped = value.stripTrailingZeros();
        var exponent = stripped.precision() - stripped.scale() - 1;
        var scientific = stripped.movePointLeft(exponent).toPlainString() + "e" + exponent;
        if (!fits(scientific)) {
            throw new Refused(field, "must have at most 12 digits behind the point");
        }
        return scientific;
    }

    static String of(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static boolean fits(String text) {
        return FORM.takes(text);
    }
}
