package io.djloperator.trainer.spec;

import io.djloperator.trainer.report.Failure;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.List;

/** The bounds that the API's records carry as annotations. The API server checks them; by hand there is none. */
final class FieldRules {
    private FieldRules() {}

    static void check(Record value, String path) {
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            var field = path + "." + component.getName();
            Object member = member(value, component);
            if (member == null && component.getAccessor().isAnnotationPresent(Required.class)) {
                throw Failure.invalidSpec(field + ": is required");
            }
            check(member, component.getAccessor(), field);
            if (member instanceof List<?> list) {
                elements(list, component, field);
            }
        }
    }

    private static void elements(List<?> list, RecordComponent component, String field) {
        var type = ((AnnotatedParameterizedType) component.getAnnotatedType()).getAnnotatedActualTypeArguments()[0];
        for (int i = 0; i < list.size(); i++) {
            check(list.get(i), type, field + "[" + i + "]");
        }
    }

    private static void check(Object value, AnnotatedElement rules, String field) {
        if (value instanceof Record record) {
            check(record, field);
        } else if (value instanceof Number number) {
            number(number, rules, field);
        } else if (value instanceof String text) {
            text(text, rules, field);
        } else if (value instanceof List<?> list) {
            size(list.size(), "elements", rules, field);
        }
    }

    private static void number(Number number, AnnotatedElement rules, String field) {
        var min = rules.getAnnotation(Min.class);
        var max = rules.getAnnotation(Max.class);
        if (min != null && number.doubleValue() < min.value()) {
            throw Failure.invalidSpec(field + ": " + number + " must be at least " + (long) min.value());
        }
        if (max != null && number.doubleValue() > max.value()) {
            throw Failure.invalidSpec(field + ": " + number + " must be at most " + (long) max.value());
        }
    }

    private static void text(String text, AnnotatedElement rules, String field) {
        size(text.length(), "characters", rules, field);
        var pattern = rules.getAnnotation(Pattern.class);
        if (pattern != null && !text.matches(pattern.value())) {
            throw Failure.invalidSpec(field + ": '" + text + "' must match " + pattern.value());
        }
    }

    private static void size(int size, String unit, AnnotatedElement rules, String field) {
        var bounds = rules.getAnnotation(Size.class);
        if (bounds != null && (size < bounds.min() || size > bounds.max())) {
            throw Failure.invalidSpec(
                    field + ": has " + size + " " + unit + "; must have from " + bounds.min() + " to " + bounds.max());
        }
    }

    private static Object member(Record value, RecordComponent component) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
