package io.djloperator.operator.profile;

import io.djloperator.api.v1alpha1.Affinity;
import io.djloperator.api.v1alpha1.Affinity.Expression;
import io.djloperator.api.v1alpha1.Affinity.NodeAffinity;
import io.djloperator.api.v1alpha1.Affinity.PodAffinity;
import io.djloperator.api.v1alpha1.Affinity.PodTerm;
import io.djloperator.api.v1alpha1.Scheduling;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether what a job says of labels are labels at all: the rules of a CRD cannot ask the keys of a map, which have no greatest length. */
final class LabelRules {
    private static final String SPEC = "spec.scheduling.";
    private static final Pattern KEY = Pattern.compile(
            "([a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?/)?[a-zA-Z0-9](?:[-a-zA-Z0-9_.]{0,61}[a-zA-Z0-9])?");
    private static final Pattern VALUE = Pattern.compile("(?:[a-zA-Z0-9](?:[-a-zA-Z0-9_.]{0,61}[a-zA-Z0-9])?)?");

    private LabelRules() {}

    /** The first label that is none, as a message for the user. */
    static Optional<String> problem(Scheduling scheduling) {
        return Stream.of(
                        labels(SPEC + "nodeSelector", scheduling.nodeSelector()),
                        each(scheduling.tolerations()).flatMap(LabelRules::toleration),
                        Stream.ofNullable(scheduling.affinity()).flatMap(LabelRules::affinity))
                .flatMap(problems -> problems)
                .findFirst();
    }

    private static Stream<String> toleration(Scheduling.Toleration toleration) {
        var field = SPEC + "tolerations";
        var key = toleration.key() == null || toleration.key().isEmpty()
                ? Stream.<String>of()
                : key(field, toleration.key());
        return Stream.concat(key, Stream.ofNullable(toleration.value()).flatMap(value -> value(field, value)));
    }

    private static Stream<String> affinity(Affinity affinity) {
        return Stream.of(
                        Stream.ofNullable(affinity.nodeAffinity()).flatMap(LabelRules::nodes),
                        Stream.ofNullable(affinity.podAffinity())
                                .flatMap(pods -> pods(SPEC + "affinity.podAffinity", pods)),
                        Stream.ofNullable(affinity.podAntiAffinity())
                                .flatMap(pods -> pods(SPEC + "affinity.podAntiAffinity", pods)))
                .flatMap(problems -> problems);
    }

    private static Stream<String> nodes(NodeAffinity affinity) {
        var required = Stream.ofNullable(affinity.requiredDuringSchedulingIgnoredDuringExecution())
                .flatMap(nodes -> nodes.nodeSelectorTerms().stream());
        var preferred =
                each(affinity.preferredDuringSchedulingIgnoredDuringExecution()).map(liked -> liked.preference());
        return Stream.concat(required, preferred)
                .flatMap(term -> expressions(SPEC + "affinity.nodeAffinity", term.matchExpressions()));
    }

    private static Stream<String> pods(String field, PodAffinity affinity) {
        var preferred =
                each(affinity.preferredDuringSchedulingIgnoredDuringExecution()).map(liked -> liked.podAffinityTerm());
        return Stream.concat(each(affinity.requiredDuringSchedulingIgnoredDuringExecution()), preferred)
                .flatMap(term -> pods(field, term));
    }

    private static Stream<String> pods(String field, PodTerm term) {
        return Stream.of(
                        labels(field, term.labelSelector().matchLabels()),
                        expressions(field, term.labelSelector().matchExpressions()),
                        key(field, term.topologyKey()))
                .flatMap(problems -> problems);
    }

    private static Stream<String> expressions(String field, List<Expression> expressions) {
        return each(expressions)
                .flatMap(expression -> Stream.concat(
                        key(field, expression.key()), each(expression.values()).flatMap(value -> value(field, value))));
    }

    private static Stream<String> labels(String field, Map<String, String> labels) {
        return Stream.ofNullable(labels)
                .flatMap(map -> map.entrySet().stream())
                .flatMap(label -> Stream.concat(key(field, label.getKey()), value(field, label.getValue())));
    }

    private static Stream<String> key(String field, String key) {
        return KEY.matcher(key).matches()
                ? Stream.of()
                : Stream.of(
                        "%s: '%s' is no label key; it must be a name of at most 63 letters, digits, '-', '_' and '.', after a domain and '/' where it has one"
                                .formatted(field, key));
    }

    private static Stream<String> value(String field, String value) {
        return VALUE.matcher(value).matches()
                ? Stream.of()
                : Stream.of("%s: '%s' is no label value; it must be at most 63 letters, digits, '-', '_' and '.'"
                        .formatted(field, value));
    }

    private static <T> Stream<T> each(List<T> list) {
        return list == null ? Stream.of() : list.stream();
    }
}
