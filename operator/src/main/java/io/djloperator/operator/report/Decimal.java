package io.djloperator.operator.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.regex.Pattern;

/** Metric values as text: what is in a status must be the same for every reader, whatever it does with numbers. */
final class Decimal {
    private static final Pattern TEXT = Pattern.compile("[-+]?[0-9]{1,40}(\\.[0-9]{1,40})?([eE][-+]?[0-9]{1,4})?");

    /** More digits than a double of a metric means, and few enough for the 32 characters of the status. */
    private static final MathContext DIGITS = new MathContext(12);

    private Decimal() {}

    /** The number that {@code node} is or spells, in at most 32 characters; empty where it is none or is not finite. */
    static Optional<String> of(JsonNode node) {
        if (node.isNumber()) {
            return text(node.decimalValue());
        }
        if (node.isTextual() && TEXT.matcher(node.textValue()).matches()) {
            return text(new BigDecimal(node.textValue()));
        }
        return Optional.empty();
    }

    private static Optional<String> text(BigDecimal exact) {
        var rounded = exact.round(DIGITS).stripTrailingZeros();
        var asDouble = rounded.doubleValue();
        if (!Double.isFinite(asDouble)) {
            return Optional.empty();
        }
        if (asDouble == 0) {
            return Optional.of("0");
        }
        var exponent = rounded.precision() - rounded.scale();
        return Optional.of(exponent > -6 && exponent <= 15 ? rounded.toPlainString() : rounded.toString());
    }
}
