package io.djloperator.runtime;

/** One column that the model learns from, with what was fitted to the training part of the data. */
public sealed interface Feature permits NumericFeature, CategoricalFeature {
    /** The column's name. */
    String name();

    /** How many inputs of the network the column fills. */
    int width();

    /**
     * Writes {@link #width()} numbers from {@code offset} on.
     *
     * @param value the cell: a number, text or boolean as the column has it; null where it is missing
     * @throws RowException where the value is of a wrong type or out of range
     */
    void encode(Object value, float[] out, int offset) throws RowException;
}
