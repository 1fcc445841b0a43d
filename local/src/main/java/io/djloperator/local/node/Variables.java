package io.djloperator.local.node;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A container's environment as plain values: fields of its pod filled in, and {@code $(NAME)} replaced as Kubernetes does. Pure. */
final class Variables {
    private static final Pattern REFERENCE = Pattern.compile("\\$(?:\\$|\\(([^()]*)\\))");

    private Variables() {}

    static Container resolve(Container container, Pod pod) {
        var known = new HashMap<String, String>();
        var variables = Optional.ofNullable(container.getEnv()).orElse(List.of()).stream()
                .map(variable -> resolve(variable, pod, known))
                .toList();
        var arguments = Optional.ofNullable(container.getArgs()).orElse(List.of()).stream()
                .map(argument -> expand(argument, known))
                .toList();
        return new ContainerBuilder(container)
                .withEnv(variables)
                .withArgs(arguments)
                .build();
    }

    /** A variable sees those before it. */
    private static EnvVar resolve(EnvVar variable, Pod pod, Map<String, String> known) {
        var source = variable.getValueFrom();
        var value = source != null && source.getFieldRef() != null
                ? FieldPath.value(pod, source.getFieldRef().getFieldPath())
                : variable.getValue() == null ? null : expand(variable.getValue(), known);
        if (value != null) {
            known.put(variable.getName(), value);
        }
        return new EnvVar(variable.getName(), value, null);
    }

    /** {@code $(NAME)} of a variable that is not known stays as it is, and {@code $$} becomes {@code $}. */
    static String expand(String text, Map<String, String> known) {
        return REFERENCE
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        match.group(1) == null ? "$" : known.getOrDefault(match.group(1), match.group())));
    }
}
