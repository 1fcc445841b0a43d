package io.djloperator.cli.convert;

import io.djloperator.api.v1alpha1.SearchParameter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What Katib puts in for {@code ${trialParameters.name}}. In a command or an argument {@code $(DJL_PARAM_NAME)} does the same: Kubernetes puts
 * in a container's variables there, without a shell.
 *
 * @param parameters our names of parameters, by the names of trialParameters
 * @param constants what is the same for every trial
 * @param variables the environment variables in which the search's parameters come
 */
record Placeholders(Map<String, String> parameters, Map<String, String> constants, Set<String> variables) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{trialParameters\\.([^}]+)}");
    private static final Pattern METADATA =
            Pattern.compile("\\$\\{trialSpec\\.(Labels|Annotations|Kind|APIVersion)(?:\\[([^]]+)])?}");

    /** @param names our names of parameters by Katib's; @param fixed values of parameters that are not searched, by Katib's names */
    static Placeholders of(
            Field trialTemplate, Map<String, String> names, Map<String, String> fixed, List<Note> notes) {
        var parameters = new HashMap<String, String>();
        var constants = new HashMap<String, String>();
        for (var parameter : trialTemplate.get("trialParameters").elements()) {
            parameter.get("description").take();
            var name = parameter.get("name").required();
            var reference = parameter.get("reference").required();
            if (fixed.containsKey(reference)) {
                constants.put(name, fixed.get(reference));
            } else if (names.containsKey(reference)) {
                parameters.put(name, names.get(reference));
            } else if (reference.startsWith("${")) {
                metadata(trialTemplate.get("trialSpec"), reference)
                        .ifPresentOrElse(
                                value -> constants.put(name, value),
                                () -> notes.add(Note.of(
                                        parameter.get("reference"),
                                        "is not known to a trial here; its pod's host name begins with <search>-<trial>, as"
                                                + " $(hostname) in a shell or HOSTNAME in the environment tells")));
            } else {
                throw new Refused(
                        parameter.get("reference"),
                        "no parameter of that name in spec.parameters (there are: %s)"
                                .formatted(String.join(", ", names.keySet())));
            }
        }
        var variables = names.values().stream().map(Placeholders::variable).collect(Collectors.toSet());
        return new Placeholders(parameters, constants, variables);
    }

    private static Optional<String> metadata(Field trialSpec, String reference) {
        var match = METADATA.matcher(reference);
        if (!match.matches()) {
            return Optional.empty();
        }
        return switch (match.group(1)) {
            case "Kind" -> trialSpec.get("kind").text();
            case "APIVersion" -> trialSpec.get("apiVersion").text();
            case "Labels" ->
                trialSpec.get("metadata").get("labels").get(match.group(2)).text();
            default ->
                trialSpec.get("metadata").get("annotations").get(match.group(2)).text();
        };
    }

    /** A command or an argument; what is not known stays as it is, with a note. */
    String inArgument(Field argument, List<Note> notes) {
        var text = argument.text().orElse("");
        var matcher = PLACEHOLDER.matcher(text);
        var result = matcher.replaceAll(match -> Matcher.quoteReplacement(known(match.group(1))
                .map(name -> "$(" + variable(name) + ")")
                .or(() -> Optional.ofNullable(constants.get(match.group(1))))
                .orElse(match.group())));
        if (PLACEHOLDER.matcher(result).find()) {
            notes.add(Note.of(argument, "nothing is put in for this placeholder any more: mend it by hand"));
        }
        return result;
    }

    /** {@code text} with the constants put in; a placeholder of a parameter stays. */
    String withConstants(String text) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        Optional.ofNullable(constants.get(match.group(1))).orElse(match.group())));
    }

    /** Our name of the parameter of which {@code text} is the placeholder and nothing else. */
    Optional<String> only(String text) {
        var matcher = PLACEHOLDER.matcher(text);
        return matcher.matches() ? known(matcher.group(1)) : Optional.empty();
    }

    /** Our name of the first parameter of which a placeholder is in {@code text}. */
    Optional<String> inAny(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .flatMap(match -> known(match.group(1)).stream())
                .findFirst();
    }

    /** Whether some placeholder is in {@code text}. */
    static boolean isIn(String text) {
        return PLACEHOLDER.matcher(text).find();
    }

    /** The environment variable of a parameter with our name {@code name}. */
    static String variable(String name) {
        return new SearchParameter(name, null, null, null, null, null, null).variable();
    }

    private Optional<String> known(String trialParameter) {
        return Optional.ofNullable(parameters.get(trialParameter));
    }
}
