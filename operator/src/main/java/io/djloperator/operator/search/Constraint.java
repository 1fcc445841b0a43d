package io.djloperator.operator.search;

import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.djloperator.operator.kube.Text;
import io.djloperator.search.space.Domain;
import io.djloperator.search.space.Parameter;
import io.djloperator.search.space.Point;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A rule in CEL over the parameters of a point. Whole numbers are ints, other numbers doubles, choices strings. A rule that speaks of a
 * parameter which a point leaves out holds for that point.
 */
final class Constraint implements Predicate<Point> {
    private static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(1024)
            .comprehensionMaxIterations(1000)
            .enableHeterogeneousNumericComparisons(true)
            .build();

    private final Map<String, CelType> types;
    private final Set<String> spokenOf;
    private final CelRuntime.Program program;

    /** @throws IllegalArgumentException where {@code expression} is no rule over these parameters */
    Constraint(String expression, List<Parameter> parameters) {
        types = parameters.stream().collect(Collectors.toMap(Parameter::name, parameter -> type(parameter.domain())));
        var compiler = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setResultType(SimpleType.BOOL);
        types.forEach(compiler::addVar);
        try {
            var rule = compiler.build().compile(expression).getAst();
            spokenOf = rule.getReferenceMap().values().stream()
                    .map(CelReference::name)
                    .filter(types::containsKey)
                    .collect(Collectors.toSet());
            program = CelRuntimeFactory.standardCelRuntimeBuilder()
                    .setOptions(OPTIONS)
                    .build()
                    .createProgram(rule);
        } catch (CelValidationException e) {
            throw new IllegalArgumentException(words(e), e);
        } catch (CelEvaluationException e) {
            throw new IllegalArgumentException(Text.bounded(String.valueOf(e.getMessage()), 300), e);
        }
    }

    private static CelType type(Domain domain) {
        if (!domain.isNumeric()) {
            return SimpleType.STRING;
        }
        return domain instanceof Domain.Steps steps && steps.isWhole() ? SimpleType.INT : SimpleType.DOUBLE;
    }

    private static String words(CelValidationException e) {
        var problem = e.getErrors().stream().map(issue -> issue.getMessage()).collect(Collectors.joining("; "));
        return Text.bounded(problem, 300)
                + " (whole numbers are ints, other numbers doubles, choices strings; convert by double(), int() or string())";
    }

    @Override
    public boolean test(Point point) {
        try {
            return holds(point);
        } catch (CelEvaluationException e) {
            return false; // such as a division by zero
        }
    }

    /** Why the rule cannot be computed for {@code point}; empty where it can. */
    Optional<String> error(Point point) {
        try {
            holds(point);
            return Optional.empty();
        } catch (CelEvaluationException e) {
            return Optional.of(Text.bounded(String.valueOf(e.getMessage()), 300));
        }
    }

    private boolean holds(Point point) throws CelEvaluationException {
        if (!point.values().keySet().containsAll(spokenOf)) {
            return true;
        }
        var values = new HashMap<String, Object>();
        point.values().forEach((name, value) -> values.put(name, value(types.get(name), value)));
        return Boolean.TRUE.equals(program.eval(values));
    }

    private static Object value(CelType type, String value) {
        if (type.equals(SimpleType.STRING)) {
            return value;
        }
        return type.equals(SimpleType.INT) ? (Object) Math.round(Double.parseDouble(value)) : Double.valueOf(value);
    }
}
