package io.djloperator.cli.convert;

import io.djloperator.search.space.Domain;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The values of one parameter: {@code uniform}, {@code logUniform}, {@code int} or {@code choices}. */
final class ParameterSpace {
    private static final Schema CHOICES = Schema.at("spec.search.parameters[].choices");
    private static final Schema CHOICE = Schema.at("spec.search.parameters[].choices[]");

    private ParameterSpace() {}

    /** @param parameter an entry of spec.parameters */
    static Map<String, Object> of(Field parameter, List<Note> notes) {
        var type = parameter.get("parameterType");
        var space = parameter.get("feasibleSpace");
        return switch (type.required()) {
            case "double" -> decimals(space, notes);
            case "int" -> integers(space, notes);
            case "discrete" -> discrete(space, notes);
            case "categorical" -> choices(space, notes);
            default -> throw new Refused(type, "must be double, int, discrete or categorical");
        };
    }

    private static Map<String, Object> decimals(Field space, List<Note> notes) {
        var min = bound(space.get("min"));
        var max = bound(space.get("max"));
        var range = new LinkedHashMap<String, Object>();
        range.put("min", Decimal.of(space.get("min"), min));
        range.put("max", Decimal.of(space.get("max"), max));
        ordered(space, min, max);
        if (isLogarithmic(space, notes) && isPositive(space, min, notes)) {
            if (space.get("step").number().isPresent()) {
                notes.add(Note.of(space.get("step"), "logUniform has no step: any value between the bounds is tried"));
            }
            return Map.of("logUniform", range);
        }
        space.get("step").number().filter(step -> step.signum() > 0).ifPresent(step -> {
            range.put("step", Decimal.of(space.get("step"), step));
            requireCountable(space, min, max, step);
        });
        return Map.of("uniform", range);
    }

    private static Map<String, Object> integers(Field space, List<Note> notes) {
        var range = new LinkedHashMap<String, Object>();
        var min = bound(space.get("min"));
        var max = bound(space.get("max"));
        range.put("min", space.get("min").whole().orElseThrow());
        range.put("max", space.get("max").whole().orElseThrow());
        ordered(space, min, max);
        var step = space.get("step").whole().filter(distance -> distance > 1);
        step.ifPresent(distance -> range.put("step", distance));
        requireCountable(space, min, max, BigDecimal.valueOf(step.orElse(1)));
        if (isLogarithmic(space, notes) && isPositive(space, min, notes)) {
            range.put("logarithmic", true);
        }
        return Map.of("int", range);
    }

    /** Values at equal distances keep their order, so that a sampler can use it; others become choices. */
    private static Map<String, Object> discrete(Field space, List<Note> notes) {
        var values = new TreeSet<BigDecimal>();
        for (var element : space.get("list").elements()) {
            element.number().ifPresent(values::add);
        }
        var sorted = List.copyOf(values);
        var isEven = sorted.size() > 2;
        for (int i = 2; i < sorted.size(); i++) {
            isEven &= distance(sorted, i).compareTo(distance(sorted, 1)) == 0;
        }
        if (!isEven) {
            return choices(space, notes);
        }
        var isWhole = sorted.stream()
                .allMatch(value -> value.stripTrailingZeros().scale() <= 0
                        && value.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0);
        var range = new LinkedHashMap<String, Object>();
        range.put("min", number(sorted.get(0), isWhole));
        range.put("max", number(sorted.get(sorted.size() - 1), isWhole));
        if (!isWhole || distance(sorted, 1).compareTo(BigDecimal.ONE) != 0) {
            range.put("step", number(distance(sorted, 1), isWhole));
        }
        return Map.of(isWhole ? "int" : "uniform", range);
    }

    private static BigDecimal distance(List<BigDecimal> sorted, int i) {
        return sorted.get(i).subtract(sorted.get(i - 1));
    }

    private static Object number(BigDecimal value, boolean isWhole) {
        return isWhole ? (Object) value.intValueExact() : Decimal.of(value);
    }

    private static Map<String, Object> choices(Field space, List<Note> notes) {
        var list = space.get("list");
        list.take();
        var values = new LinkedHashSet<String>();
        for (var element : list.elements()) {
            var value = choice(element);
            if (!values.add(value)) {
                notes.add(Note.of(
                        element, "is left out: it stands there twice, and each choice is as likely as the others"));
            }
        }
        if (values.isEmpty() || values.size() > CHOICES.mostElements()) {
            throw new Refused(
                    list, "must hold 1 to %d values, but holds %d".formatted(CHOICES.mostElements(), values.size()));
        }
        return Map.of("choices", List.copyOf(values));
    }

    private static String choice(Field element) {
        var node = element.take();
        var value = node.isTextual() ? node.textValue() : node.toString();
        if (!CHOICE.takes(value)) {
            throw new Refused(
                    element,
                    "has %d characters, and a choice must have 1 to %d: let a short word stand for it, which the program understands"
                            .formatted(value.codePointCount(0, value.length()), CHOICE.mostCharacters()));
        }
        return value;
    }

    private static boolean isLogarithmic(Field space, List<Note> notes) {
        var distribution = space.get("distribution");
        return switch (distribution.text().orElse("uniform")) {
            case "logUniform" -> true;
            case "normal" -> {
                notes.add(Note.of(distribution, "is `uniform` now: the middle is tried no more often than the rest"));
                yield false;
            }
            case "logNormal" -> {
                notes.add(Note.of(
                        distribution,
                        "is spread evenly by the logarithm now: the middle is tried no more often than the rest"));
                yield true;
            }
            default -> false;
        };
    }

    private static boolean isPositive(Field space, BigDecimal min, List<Note> notes) {
        if (min.signum() > 0) {
            return true;
        }
        notes.add(Note.of(
                space.get("min"),
                "a range by the logarithm needs a `min` greater than 0: values are spread evenly now; set a small `min` and"
                        + " `logUniform` (`logarithmic: true` for int)"));
        return false;
    }

    /** By the rule that the operator has for a range with steps. */
    private static void requireCountable(Field space, BigDecimal min, BigDecimal max, BigDecimal step) {
        try {
            new Domain.Steps(min.doubleValue(), max.doubleValue(), step.doubleValue(), false);
        } catch (IllegalArgumentException e) {
            throw new Refused(space, e.getMessage() + ": set a greater step, or a smaller range");
        }
    }

    private static BigDecimal bound(Field field) {
        return field.number().orElseThrow(() -> new Refused(field.path() + ": must be set"));
    }

    private static void ordered(Field space, BigDecimal min, BigDecimal max) {
        if (min.compareTo(max) > 0) {
            throw new Refused(
                    space.get("min"),
                    "must not be greater than max, which is " + space.get("max").shown());
        }
    }
}
