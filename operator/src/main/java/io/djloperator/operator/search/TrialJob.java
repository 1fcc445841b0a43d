package io.djloperator.operator.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.djloperator.api.v1alpha1.Api;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.kube.Children;
import io.djloperator.operator.kube.Labels;
import io.djloperator.search.space.Point;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** The TrainingJob of one trial. */
final class TrialJob {
    /** The number of the trial, for people and their selectors. */
    static final String TRIAL = Api.GROUP + "/trial";

    /** What this trial tries, as JSON: for people, and for a ledger that was lost. */
    static final String PARAMETERS = Api.GROUP + "/parameters";

    private static final ObjectMapper JSON = new ObjectMapper();

    private TrialJob() {}

    /** @throws BadSearch where a value has no place in the spec */
    static TrainingJob of(TrainingJob search, int number, Map<String, String> parameters) {
        var trial = new TrainingJob();
        var metadata = Children.metadata(search, name(search, number), "trial");
        metadata.setLabels(new TreeMap<>(metadata.getLabels()));
        metadata.getLabels().remove(Labels.TRAINING_JOB); // its own pods carry it, with its own name
        metadata.getLabels().put(Labels.SEARCH, search.getMetadata().getName());
        metadata.getLabels().put(TRIAL, String.valueOf(number));
        metadata.setAnnotations(Map.of(PARAMETERS, text(parameters)));
        trial.setMetadata(metadata);
        trial.setSpec(TrialSpec.of(search.getSpec(), new Point(parameters)));
        return trial;
    }

    private static String text(Map<String, String> parameters) {
        try {
            return JSON.writeValueAsString(parameters);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What its annotation says; nothing where somebody has changed it. */
    static Map<String, String> parameters(TrainingJob trial) {
        var text = Optional.ofNullable(trial.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(PARAMETERS))
                .orElse("{}");
        try {
            return JSON.readValue(text, new TypeReference<LinkedHashMap<String, String>>() {});
        } catch (JsonProcessingException e) {
            return Map.of();
        }
    }

    static String name(TrainingJob search, int number) {
        return search.getMetadata().getName() + "-" + number;
    }

    /** The number of a trial's object; empty where it is none of {@code search}. */
    static OptionalInt number(TrainingJob search, TrainingJob trial) {
        var text = Optional.ofNullable(trial.getMetadata().getLabels())
                .map(labels -> labels.get(TRIAL))
                .orElse("");
        if (!Children.belongs(trial, search) || !text.matches("[1-9][0-9]{0,3}")) {
            return OptionalInt.empty();
        }
        int number = Integer.parseInt(text);
        return trial.getMetadata().getName().equals(name(search, number))
                ? OptionalInt.of(number)
                : OptionalInt.empty();
    }
}
