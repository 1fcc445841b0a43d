package io.djloperator.operator.profile;

import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Quantity;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Asks a record whether it keeps the bounds that its own components declare: the API server asks that of users' objects, not of profiles, and
 * of a status only when it is written. */
public final class Bounds {
    /** Java looks them up anew each time, and their annotations with them: ten times the cost of all the rest. */
    private static final ClassValue<List<RecordComponent>> COMPONENTS = new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> type) {
            return List.of(type.getRecordComponents());
        }
    };

    private Bounds() {}

    /** The first value that lies outside, with its path below {@code path}. */
    public static Optional<String> problem(String path, Record record) {
        return COMPONENTS.get(record.getClass()).stream()
                .map(component -> problem(path + component.getName(), component, value(component, record)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> problem(String path, RecordComponent component, Object value) {
        var declared = component.getAccessor();
        if (value == null) {
            return declared.isAnnotationPresent(Required.class) ? said(path, "must be set") : Optional.empty();
        }
        return own(path, declared, value).or(() -> below(path, value));
    }

    private static Optional<String> own(String path, AnnotatedElement declared, Object value) {
        if (value instanceof Integer || value instanceof Long) {
            return number(path, declared, ((Number) value).longValue());
        }
        if (value instanceof Quantity quantity) {
            return isAmount(quantity)
                    ? Optional.empty()
                    : said(path, "'%s' must be an amount such as 500m or 8Gi", quantity);
        }
        var pattern = declared.getAnnotation(Pattern.class);
        if (pattern != null && value instanceof String text && !text.matches(pattern.value())) {
            return said(path, "'%s' must match %s", text, pattern.value());
        }
        return size(path, declared, value);
    }

    private static Optional<String> number(String path, AnnotatedElement declared, long value) {
        var min = declared.getAnnotation(Min.class);
        var max = declared.getAnnotation(Max.class);
        if (min != null && value < min.value()) {
            return said(path, "%d must be at least %.0f", value, min.value());
        }
        return max != null && value > max.value()
                ? said(path, "%d must be at most %.0f", value, max.value())
                : Optional.empty();
    }

    private static boolean isAmount(Quantity quantity) {
        try {
            return quantity.getNumericalAmount().signum() >= 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Optional<String> size(String path, AnnotatedElement declared, Object value) {
        var size = declared.getAnnotation(Size.class);
        if (size == null) {
            return Optional.empty();
        }
        var actual = value instanceof String text
                ? text.codePointCount(0, text.length())
                : value instanceof Collection<?> list ? list.size() : value instanceof Map<?, ?> map ? map.size() : 0;
        return actual < size.min() || actual > size.max()
                ? said(path, "has the length %d; it must be from %d to %d", actual, size.min(), size.max())
                : Optional.empty();
    }

    private static Optional<String> below(String path, Object value) {
        if (value instanceof Record record) {
            return problem(path + ".", record);
        }
        if (value instanceof Map<?, ?> map) {
            return map.containsValue(null) ? said(path, "must hold no null") : Optional.empty();
        }
        return value instanceof List<?> list ? elements(path, list) : Optional.empty();
    }

    private static Optional<String> elements(String path, List<?> list) {
        return IntStream.range(0, list.size())
                .mapToObj(i -> list.get(i) == null
                        ? said(path, "must hold no null")
                        : below(path + "[" + i + "]", list.get(i)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Object value(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record's component cannot be read: " + component, e);
        }
    }

    private static Optional<String> said(String path, String message, Object... values) {
        return Optional.of(path + ": " + message.formatted(values));
    }
}
