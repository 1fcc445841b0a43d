package io.djloperator.search.space;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;

/** The values that a parameter may take. Each lies somewhere in the unit interval, so that samplers need not know what it means. */
public sealed interface Domain {
    /** The value at {@code unit}, from 0 to 1; finite domains have equal shares of the interval. */
    String at(double unit);

    /** Where {@code value} lies, from 0 to 1: the inverse of {@link #at}, in the middle of its share where the domain is finite. */
    double unit(String value);

    /** Whether {@code value} is one of this domain. */
    boolean contains(String value);

    /** How many values there are; empty for a continuous domain. */
    OptionalInt size();

    /** Whether values have an order and a distance. */
    boolean isNumeric();

    /**
     * Where the value of this number lies, the first is 0.
     *
     * @throws UnsupportedOperationException for a continuous domain
     */
    double centre(int index);

    /** A continuous range. */
    record Range(double min, double max, boolean isLogarithmic) implements Domain {
        /** @throws IllegalArgumentException where the range is empty, not finite, or logarithmic and not positive */
        public Range {
            requireRange(min, max, isLogarithmic);
        }

        @Override
        public String at(double unit) {
            return Decimals.text(Math.min(max, Math.max(min, Scale.at(unit, min, max, isLogarithmic))));
        }

        @Override
        public double unit(String value) {
            return clamp(Scale.unit(Decimals.parse(value), min, max, isLogarithmic));
        }

        @Override
        public boolean contains(String value) {
            var number = Scale.parse(value);
            return number.isPresent() && isWithin(number.getAsDouble());
        }

        // A bound with more digits than a value's text has may be rounded outwards.
        private boolean isWithin(double number) {
            double slack = 1e-9 * Math.max(Math.abs(min), Math.abs(max));
            return number >= min - slack && number <= max + slack;
        }

        @Override
        public OptionalInt size() {
            return OptionalInt.empty();
        }

        @Override
        public double centre(int index) {
            throw new UnsupportedOperationException("a continuous range has no numbered values");
        }

        @Override
        public boolean isNumeric() {
            return true;
        }
    }

    /**
     * Numbers with a fixed distance: {@code min}, {@code min + step}, … up to {@code max}.
     *
     * @param isLogarithmic whether a sampler that knows nothing tries small values as often as large ones, order of magnitude by order of magnitude
     */
    record Steps(double min, double max, double step, boolean isLogarithmic) implements Domain {
        private static final int MOST = 1 << 30;

        /** @throws IllegalArgumentException where the range is empty or the step is not positive */
        public Steps {
            requireRange(min, max, isLogarithmic);
            if (!(step > 0) || (max - min) / step >= MOST) {
                throw new IllegalArgumentException("step %s must be greater than 0 and make fewer than 2^30 values"
                        .formatted(Decimals.text(step)));
            }
        }

        /** Whether all values are whole numbers. */
        public boolean isWhole() {
            return min == Math.rint(min) && step == Math.rint(step);
        }

        private int count() {
            return (int) Math.floor((max - min) / step + 1e-9) + 1;
        }

        private double number(long index) {
            return min + index * step;
        }

        private double last() {
            return number(count() - 1L);
        }

        /** The share of a value reaches half a step to both sides, which a logarithmic scale bends. */
        @Override
        public String at(double unit) {
            double low = low();
            double number = Scale.at(unit, low, last() + step / 2, isLogarithmic);
            long index = Math.round((number - min) / step);
            return Decimals.text(number(Math.max(0, Math.min(count() - 1L, index))));
        }

        private double low() {
            // A logarithm must not reach zero where min is as small as half a step.
            return isLogarithmic ? Math.max(min - step / 2, min / 2) : min - step / 2;
        }

        @Override
        public double unit(String value) {
            return clamp(Scale.unit(Decimals.parse(value), low(), last() + step / 2, isLogarithmic));
        }

        @Override
        public boolean contains(String value) {
            var number = Scale.parse(value);
            if (number.isEmpty()) {
                return false;
            }
            double index = (number.getAsDouble() - min) / step;
            return index > -0.5 && index < count() - 0.5 && Math.abs(index - Math.rint(index)) < 1e-6;
        }

        @Override
        public OptionalInt size() {
            return OptionalInt.of(count());
        }

        @Override
        public double centre(int index) {
            return unit(Decimals.text(number(index)));
        }

        @Override
        public boolean isNumeric() {
            return true;
        }
    }

    /** Values without an order. */
    record Choices(List<String> values) implements Domain {
        /** @throws IllegalArgumentException where there is no value, or one twice */
        public Choices {
            values = List.copyOf(values);
            if (values.isEmpty()) {
                throw new IllegalArgumentException("there must be at least one choice");
            }
            if (new HashSet<>(values).size() < values.size()) {
                throw new IllegalArgumentException("a choice must not stand there twice");
            }
        }

        @Override
        public String at(double unit) {
            return values.get(Math.max(0, Math.min(values.size() - 1, (int) (unit * values.size()))));
        }

        @Override
        public double unit(String value) {
            return (values.indexOf(value) + 0.5) / values.size();
        }

        @Override
        public boolean contains(String value) {
            return values.contains(value);
        }

        @Override
        public OptionalInt size() {
            return OptionalInt.of(values.size());
        }

        @Override
        public double centre(int index) {
            return (index + 0.5) / values.size();
        }

        @Override
        public boolean isNumeric() {
            return false;
        }
    }

    private static double clamp(double unit) {
        return Math.max(0, Math.min(1, unit));
    }

    private static void requireRange(double min, double max, boolean isLogarithmic) {
        if (!Double.isFinite(min) || !Double.isFinite(max) || min > max) {
            throw new IllegalArgumentException("the range is empty: min %s is greater than max %s"
                    .formatted(Decimals.text(min), Decimals.text(max)));
        }
        if (isLogarithmic && min <= 0) {
            throw new IllegalArgumentException(
                    "min %s must be greater than 0 for a logarithmic range".formatted(Decimals.text(min)));
        }
    }
}
