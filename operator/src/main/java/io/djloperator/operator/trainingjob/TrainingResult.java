package io.djloperator.operator.trainingjob;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.djloperator.api.v1alpha1.TrainingJobStatus.GateResult;
import io.djloperator.api.v1alpha1.TrainingJobStatus.MetricValue;
import io.djloperator.api.v1alpha1.TrainingJobStatus.ModelPackage;
import io.djloperator.operator.kube.PackageRules;
import io.djloperator.operator.kube.Text;
import io.djloperator.operator.profile.Bounds;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a program says at its end, by the termination message of its container. The message comes from a pod that read a tenant's data, or is
 * the end of a log: it counts only where it is one JSON object whose {@code reason} is the word for the exit code, and what would not fit into
 * the status is left out.
 *
 * @param leftOut the first thing that was left out, and why
 */
record TrainingResult(
        String message,
        List<MetricValue> metrics,
        List<GateResult> gates,
        ModelPackage model,
        Optional<String> leftOut) {
    private static final int MAX_METRICS = 64;
    private static final int MAX_GATES = 16;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** The message as it stands there. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Said(
            String reason, String message, List<MetricValue> metrics, List<GateResult> gates, ModelPackage model) {
        Said {
            metrics = metrics == null ? List.of() : metrics;
            gates = gates == null ? List.of() : gates;
        }
    }

    /** What {@code message} hands over; empty where it is no result of a program that ended with {@code exitCode}. */
    static Optional<TrainingResult> of(String message, int exitCode, boolean isTrainer) {
        return parse(message)
                .filter(said -> word(exitCode, isTrainer)
                        .filter(word -> word.equals(said.reason()))
                        .isPresent())
                .map(TrainingResult::of);
    }

    /** An {@code Error} of a user's program says no more than its exit code, and may be a line of its log. */
    private static Optional<String> word(int exitCode, boolean isTrainer) {
        return isTrainer && exitCode == 1
                ? Optional.of("Error")
                : ExitCodes.state(exitCode).map(TrainingState::reason);
    }

    private static Optional<Said> parse(String message) {
        if (message == null || !message.stripLeading().startsWith("{")) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(JSON.readValue(message, Said.class));
        } catch (JsonProcessingException notOurs) {
            return Optional.empty();
        }
    }

    private static TrainingResult of(Said said) {
        IntFunction<Optional<String>> metric =
                i -> problem("metrics[" + i + "]", said.metrics().get(i));
        IntFunction<Optional<String>> gate =
                i -> problem("gates[" + i + "]", said.gates().get(i));
        var model = Optional.ofNullable(said.model()).flatMap(PackageRules::problem);
        var leftOut = Stream.of(
                        model.stream(),
                        problems(said.metrics().size(), metric),
                        problems(said.gates().size(), gate))
                .flatMap(problems -> problems)
                .findFirst();
        return new TrainingResult(
                Text.bounded(said.message(), leftOut.isPresent() ? 600 : 1024),
                good(said.metrics(), metric, MAX_METRICS),
                good(said.gates(), gate, MAX_GATES),
                model.isPresent() ? null : said.model(),
                leftOut.map(problem -> Text.bounded(problem, 400)));
    }

    private static Stream<String> problems(int count, IntFunction<Optional<String>> problem) {
        return IntStream.range(0, count).mapToObj(problem).flatMap(Optional::stream);
    }

    private static <T> List<T> good(List<T> items, IntFunction<Optional<String>> problem, int most) {
        return IntStream.range(0, items.size())
                .filter(i -> problem.apply(i).isEmpty())
                .limit(most)
                .mapToObj(items::get)
                .toList();
    }

    private static Optional<String> problem(String at, MetricValue metric) {
        return metric == null
                ? Optional.of(at + ": is null")
                : problem(at, metric, metric.name(), metric.by(), metric.value());
    }

    private static Optional<String> problem(String at, GateResult gate) {
        return gate == null
                ? Optional.of(at + ": is null")
                : problem(at, gate, gate.metric(), gate.by(), gate.value(), gate.min(), gate.max());
    }

    private static Optional<String> problem(String at, Record item, String... texts) {
        return Bounds.problem(at + ".", item)
                .or(() -> Stream.of(texts).filter(Objects::nonNull).allMatch(Text::isPlain)
                        ? Optional.empty()
                        : Optional.of(at + ": holds characters that cannot be printed"));
    }
}
