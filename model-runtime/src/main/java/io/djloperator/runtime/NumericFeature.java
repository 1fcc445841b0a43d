package io.djloperator.runtime;

/**
 * A column of numbers: a missing value becomes {@code fill}, then {@code (x − mean) / scale}.
 *
 * @param name the column
 * @param mean mean of the training part, after filling
 * @param scale standard deviation of the training part, after filling; 1 where that is 0
 * @param fill median of the training part
 */
public record NumericFeature(String name, double mean, double scale, double fill) implements Feature {
    /** Refuses values that would turn every row into NaN. */
    public NumericFeature {
        if (!Double.isFinite(mean) || !Double.isFinite(fill) || !Double.isFinite(scale) || scale <= 0) {
            throw new IllegalArgumentException(
                    "feature '" + name + "': mean, scale and fill must be finite and scale greater than 0");
        }
    }

    @Override
    public int width() {
        return 1;
    }

    @Override
    public void encode(Object value, float[] out, int offset) throws RowException {
        if (value != null && !(value instanceof Number)) {
            throw RowException.of(name, value, "is not a number");
        }
        double x = value == null ? fill : ((Number) value).doubleValue();
        float encoded = (float) ((x - mean) / scale);
        if (!Float.isFinite(encoded)) {
            throw RowException.of(name, value, "is out of range");
        }
        out[offset] = encoded;
    }
}
