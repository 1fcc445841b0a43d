package io.djloperator.trainer.data;

import java.util.Arrays;
import java.util.List;

/** The cells of one column. */
public sealed interface Column {
    String name();

    /** The cell as the runtime encodes it: a Double, a String, or null where it is missing. */
    Object at(int row);

    /** Numbers; NaN where one is missing. */
    record Numbers(String name, double[] values) implements Column {
        @Override
        public Object at(int row) {
            return Double.isNaN(values[row]) ? null : (Object) values[row];
        }
    }

    /** Text, as places in a list of the different values; -1 where it is missing. Booleans are the texts false and true. */
    record Texts(String name, List<String> different, int[] codes, boolean isBoolean) implements Column {
        /** Whether there is nothing but true and false, in any case. */
        boolean holdsBooleans() {
            return !different.isEmpty()
                    && different.stream()
                            .allMatch(text -> text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"));
        }

        Texts asBooleans() {
            var places = different.stream()
                    .mapToInt(text -> text.equalsIgnoreCase("true") ? 1 : 0)
                    .toArray();
            var booleans = Arrays.stream(codes)
                    .map(code -> code < 0 ? code : places[code])
                    .toArray();
            return new Texts(name, List.of("false", "true"), booleans, true);
        }

        @Override
        public Object at(int row) {
            return codes[row] < 0 ? null : different.get(codes[row]);
        }
    }
}
