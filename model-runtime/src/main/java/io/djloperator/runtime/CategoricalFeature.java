package io.djloperator.runtime;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A column of text or booleans: one input for each category seen in the training part, and a last one that stands for every other
 * value and for a missing one.
 */
public final class CategoricalFeature implements Feature {
    private static final List<String> BOOLEAN = List.of("false", "true");

    private final String name;
    private final List<String> categories;
    private final Map<String, Integer> index = new HashMap<>();

    /**
     * A column and its categories, sorted; {@code [false, true]} makes it a boolean one.
     *
     * @throws IllegalArgumentException where a category comes twice
     */
    public CategoricalFeature(String name, List<String> categories) {
        this.name = name;
        this.categories = List.copyOf(categories);
        for (int i = 0; i < categories.size(); i++) {
            if (index.put(categories.get(i), i) != null) {
                throw new IllegalArgumentException(
                        "feature '" + name + "': category '" + categories.get(i) + "' comes twice");
            }
        }
    }

    @Override
    public String name() {
        return name;
    }

    /** The categories, in the order of their inputs. */
    public List<String> categories() {
        return categories;
    }

    /** Whether the column holds true and false. */
    public boolean isBoolean() {
        return categories.equals(BOOLEAN);
    }

    @Override
    public int width() {
        return categories.size() + 1;
    }

    @Override
    public void encode(Object value, float[] out, int offset) throws RowException {
        int other = categories.size();
        int hot = value == null ? other : index.getOrDefault(text(value), other);
        if (isBoolean() && value != null && hot == other) {
            throw RowException.of(name, value, "is not true or false");
        }
        Arrays.fill(out, offset, offset + width(), 0f);
        out[offset + hot] = 1f;
    }

    private String text(Object value) throws RowException {
        if (value instanceof CharSequence || value instanceof Boolean) {
            return value.toString();
        }
        throw RowException.of(name, value, isBoolean() ? "is not true or false" : "is not text");
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof CategoricalFeature that && name.equals(that.name) && categories.equals(that.categories);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + categories.hashCode();
    }

    @Override
    public String toString() {
        return "CategoricalFeature[name=" + name + ", categories=" + categories + "]";
    }
}
