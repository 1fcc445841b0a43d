package io.djloperator.operator.kube;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/** Amounts, spelled as the API server spells them when it stores an object. */
public final class Quantities {
    private static final BigInteger KIBI = BigInteger.valueOf(1024);
    private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
    private static final List<String> DECIMAL = List.of("n", "u", "m", "", "k", "M", "G", "T", "P", "E");
    private static final int UNIT = DECIMAL.indexOf("");

    private Quantities() {}

    /**
     * The one spelling that Kubernetes gives an amount: no fraction, the largest suffix that leaves none, powers of 1024 only where the user
     * wrote one and the amount is a whole number of at least 1024 (apimachinery, {@code Quantity.CanonicalizeBytes}).
     *
     * @throws IllegalArgumentException where {@code quantity} is no amount
     */
    public static Quantity canonical(Quantity quantity) {
        var amount = quantity.getNumericalAmount();
        var isBinary = quantity.getFormat() != null && quantity.getFormat().endsWith("i");
        var isWhole = amount.stripTrailingZeros().scale() <= 0;
        return isBinary && isWhole && amount.abs().compareTo(new BigDecimal(KIBI)) >= 0
                ? binary(amount.toBigIntegerExact())
                : decimal(amount);
    }

    /** Whether {@code amount} is more than {@code most}. */
    public static boolean isMore(Quantity amount, Quantity most) {
        return amount.getNumericalAmount().compareTo(most.getNumericalAmount()) > 0;
    }

    /** Whether {@code amount} is more than nothing; in a limit Kubernetes reads 0 as "no limit". */
    public static boolean isPositive(Quantity amount) {
        return amount.getNumericalAmount().signum() > 0;
    }

    private static Quantity binary(BigInteger amount) {
        var suffix = 0;
        var rest = amount;
        while (suffix + 1 < BINARY.size() && rest.mod(KIBI).signum() == 0) {
            rest = rest.divide(KIBI);
            suffix++;
        }
        return new Quantity(rest.toString(), BINARY.get(suffix));
    }

    private static Quantity decimal(BigDecimal amount) {
        if (amount.signum() == 0) {
            return new Quantity("0");
        }
        var nano = amount.setScale(9, RoundingMode.UP).stripTrailingZeros();
        var suffix = Math.min(UNIT + Math.floorDiv(-nano.scale(), 3), DECIMAL.size() - 1);
        var digits = nano.scaleByPowerOfTen(-3 * (suffix - UNIT)).toBigIntegerExact();
        return new Quantity(digits.toString(), DECIMAL.get(suffix));
    }
}
