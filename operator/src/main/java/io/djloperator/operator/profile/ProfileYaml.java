package io.djloperator.operator.profile;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.djloperator.api.v1alpha1.TrainingJobSpec;
import io.djloperator.operator.kube.Text;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads profiles, and puts a job's spec together with one. Strict: a word that nobody reads would be a limit that nobody keeps. */
final class ProfileYaml {
    private static final int MAX_LENGTH = 64 * 1024;
    private static final YAMLMapper STRICT = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private ProfileYaml() {}

    /**
     * Reads one profile.
     *
     * @throws IllegalArgumentException where it is none: the message says which field, and what is wrong with it
     */
    static Profile parse(String yaml) {
        if (yaml.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("is longer than %d characters".formatted(MAX_LENGTH));
        }
        try {
            // Quantities read a part of their document as a tree, so that only the whole may be asked for what follows
            // it.
            var document = STRICT.reader()
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(yaml);
            var read = STRICT.treeToValue(document, Profile.class);
            var profile = read == null ? Profile.NONE : read; // nothing but comments
            Bounds.problem("", profile)
                    .or(() -> imageProblem(profile))
                    .or(() -> managerProblem(profile))
                    .ifPresent(problem -> {
                        throw new IllegalArgumentException(problem);
                    });
            return profile;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(words(e), e);
        }
    }

    /** The user's spec over the profile's defaults, and what neither says filled in. */
    static TrainingJobSpec merge(Profile profile, TrainingJobSpec user) {
        var defaults = STRICT.<ObjectNode>valueToTree(profile);
        defaults.remove(List.of("image", "trainerImage", "limits", "allowed"));
        var merged = Merge.over(defaults, STRICT.<JsonNode>valueToTree(user));
        try {
            return STRICT.treeToValue(merged, TrainingJobSpec.class).withDefaults();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(words(e), e);
        }
    }

    private static Optional<String> imageProblem(Profile profile) {
        var patterns = profile.allowed().images() == null
                ? List.<String>of()
                : profile.allowed().images();
        return patterns.stream()
                .filter(pattern -> pattern.indexOf('*') >= 0 && pattern.indexOf('*') < pattern.length() - 1)
                .findFirst()
                .map(pattern -> "`allowed.images` holds '%s': a '*' may stand at the end only".formatted(pattern));
    }

    private static Optional<String> managerProblem(Profile profile) {
        return profile.scheduling() == null || profile.scheduling().managedBy() == null
                ? Optional.empty()
                : Optional.of("`scheduling.managedBy` must be set by each job itself: leave it out");
    }

    /** Without the class names and source excerpts of the parser. */
    private static String words(JsonProcessingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "`%s` is no field (there are: %s)"
                    .formatted(
                            path(unknown),
                            unknown.getKnownPropertyIds().stream()
                                    .map(String::valueOf)
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
        }
        var where =
                e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()
                        ? "`" + path(mapping) + "` "
                        : "";
        return where + Text.bounded(e.getOriginalMessage().replaceAll("`(?:[a-z0-9]+[.])+([A-Za-z$]+)`", "$1"), 300);
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^[.]", "");
    }
}
