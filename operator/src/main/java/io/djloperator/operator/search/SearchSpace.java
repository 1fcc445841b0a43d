package io.djloperator.operator.search;

import io.djloperator.api.v1alpha1.Search;
import io.djloperator.api.v1alpha1.SearchParameter;
import io.djloperator.search.space.Domain;
import io.djloperator.search.space.Parameter;
import io.djloperator.search.space.Point;
import io.djloperator.search.space.Space;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The space that a search's spec describes. */
final class SearchSpace {
    /** Of a parameter on which others depend. */
    private static final int MOST_BRANCHES = 1000;

    private SearchSpace() {}

    /** @throws BadSearch where it describes none; the message names the field */
    static Space of(Search search) {
        var keys = new LinkedHashMap<String, SearchParameter>();
        search.parameters().forEach(parameter -> keys.put(key(parameter), parameter));
        var parameters = IntStream.range(0, search.parameters().size())
                .mapToObj(i -> parameter(i, search.parameters().get(i), keys))
                .toList();
        try {
            var space = new Space(parameters);
            return new Space(parameters, constraints(search, space));
        } catch (IllegalArgumentException e) {
            throw new BadSearch("spec.search.parameters: %s".formatted(e.getMessage()));
        }
    }

    private static String key(SearchParameter parameter) {
        return parameter.path() != null ? parameter.path() : parameter.name();
    }

    private static Parameter parameter(int index, SearchParameter declared, Map<String, SearchParameter> keys) {
        var field = "spec.search.parameters[%d]".formatted(index);
        if (!declared.label().matches("[a-zA-Z][a-zA-Z0-9_]{0,62}")) {
            throw new BadSearch(
                    "%s: the last word of `path`, '%s', is no name: set `name`, which must begin with a letter and hold only letters, digits and '_'"
                            .formatted(field, declared.label()));
        }
        try {
            return new Parameter(declared.label(), domain(declared), condition(field, declared, keys));
        } catch (IllegalArgumentException e) {
            throw new BadSearch("%s: %s".formatted(field, e.getMessage()));
        }
    }

    private static Domain domain(SearchParameter declared) {
        if (declared.uniform() != null) {
            var uniform = declared.uniform();
            double min = Double.parseDouble(uniform.min());
            double max = Double.parseDouble(uniform.max());
            return uniform.step() == null
                    ? new Domain.Range(min, max, false)
                    : new Domain.Steps(min, max, Double.parseDouble(uniform.step()), false);
        }
        if (declared.logUniform() != null) {
            var range = declared.logUniform();
            return new Domain.Range(Double.parseDouble(range.min()), Double.parseDouble(range.max()), true);
        }
        if (declared.whole() != null) {
            var whole = declared.whole();
            return new Domain.Steps(whole.min(), whole.max(), whole.step(), whole.logarithmic());
        }
        return new Domain.Choices(declared.choices());
    }

    private static Optional<Parameter.Condition> condition(
            String field, SearchParameter declared, Map<String, SearchParameter> keys) {
        if (declared.when() == null) {
            return Optional.empty();
        }
        var other = keys.get(declared.when().path());
        if (other == null) {
            throw new BadSearch("%s.when.path: '%s' is no parameter of this search (there are: %s)"
                    .formatted(field, declared.when().path(), String.join(", ", keys.keySet())));
        }
        var domain = domain(other);
        if (domain.size().orElse(Integer.MAX_VALUE) > MOST_BRANCHES) {
            throw new BadSearch(
                    "%s.when.path: '%s' has more than %d values, and hardly ever one that stands in `in`; let it have a `step`, or `choices`"
                            .formatted(field, declared.when().path(), MOST_BRANCHES));
        }
        return Optional.of(new Parameter.Condition(
                other.label(),
                declared.when().in().stream()
                        .map(value -> canonical(field, declared, domain, value))
                        .collect(Collectors.toSet())));
    }

    /** As points have it: 1, not 1.0. */
    private static String canonical(String field, SearchParameter declared, Domain domain, String value) {
        if (!domain.contains(value)) {
            throw new BadSearch("%s.when.in: '%s' is no value of '%s'; leave it out, or choose one that it may have"
                    .formatted(field, value, declared.when().path()));
        }
        return domain.at(domain.unit(value));
    }

    private static List<Predicate<Point>> constraints(Search search, Space space) {
        return IntStream.range(0, search.constraints().size())
                .<Predicate<Point>>mapToObj(i -> {
                    try {
                        return new Constraint(search.constraints().get(i), space.parameters());
                    } catch (IllegalArgumentException e) {
                        throw new BadSearch("spec.search.constraints[%d]: %s".formatted(i, e.getMessage()));
                    }
                })
                .toList();
    }
}
