package io.djloperator.operator.api;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.kube.Conditions;
import io.djloperator.operator.kube.Labels;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** The trials of one search: their pods run and end as a test wants, one after the other. */
final class PlayedTrials {
    /** What a trial's pod says at its end; the objective is validation/auc. */
    private static final String RESULT = """
            {"reason":"Completed","message":"done","metrics":[{"name":"test/auc","value":"0.5"},{"name":"validation/auc","value":"%s"}],
             "model":{"uri":"pvc://models/churn/0123456789ab","digest":"%s","version":"0123456789ab","sizeBytes":1000}}""";

    private final Scene scene;
    private final String search;
    private final Set<Integer> told = new HashSet<>();

    PlayedTrials(Scene scene, String search) {
        this.scene = scene;
        this.search = search;
    }

    /** All trials that there are, by number. */
    Map<Integer, TrainingJob> all() {
        var trials = new TreeMap<Integer, TrainingJob>();
        for (var trial : scene.client
                .resources(TrainingJob.class)
                .inNamespace(scene.namespace)
                .withLabel(Labels.SEARCH, search)
                .list()
                .getItems()) {
            if (trial.getMetadata().getDeletionTimestamp() == null) { // there is no garbage collector here
                trials.put(number(trial), trial);
            }
        }
        return trials;
    }

    static int number(TrainingJob trial) {
        var name = trial.getMetadata().getName();
        return Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
    }

    /** Those that have not ended and are not suspended, and whose Job is there. */
    List<TrainingJob> running() {
        return all().values().stream()
                .filter(trial -> !hasEnded(trial) && !trial.getSpec().suspend())
                .filter(trial -> scene.find(Job.class, trial.getMetadata().getName())
                        .filter(job -> job.getMetadata().getDeletionTimestamp() == null)
                        .isPresent())
                .sorted(Comparator.comparingInt(PlayedTrials::number))
                .toList();
    }

    static boolean hasEnded(TrainingJob trial) {
        return Optional.ofNullable(trial.getStatus())
                .flatMap(status -> Conditions.find(status.conditions(), "Succeeded"))
                .filter(condition -> !condition.status().equals("Unknown"))
                .isPresent();
    }

    /** Waits until as many trials run. */
    List<TrainingJob> awaitRunning(int count) {
        Scene.until(
                "%d trials of %s run".formatted(count, search),
                this::states,
                states -> states.values().stream().filter("running"::equals).count() == count);
        return running();
    }

    /** Waits until a trial runs that was not told to end yet. */
    TrainingJob awaitAnother() {
        return Scene.until(
                        "another trial of %s runs".formatted(search),
                        () -> running().stream()
                                .filter(trial -> !told.contains(number(trial)))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** What a failing test shows. */
    private Map<Integer, String> states() {
        var running = running().stream().map(PlayedTrials::number).toList();
        var states = new TreeMap<Integer, String>();
        all().forEach((number, trial) -> states.put(number, running.contains(number) ? "running" : reason(trial)));
        return states;
    }

    private static String reason(TrainingJob trial) {
        return trial.getStatus() == null
                ? "new"
                : Scene.reason(trial.getStatus().conditions(), "Succeeded");
    }

    /** The pod of a trial has ended well, with a value that follows from its parameters. */
    void completes(TrainingJob trial, ToDoubleFunction<TrainingJob> value) {
        told.add(number(trial));
        var name = trial.getMetadata().getName();
        new PlayedJob(scene, name, name)
                .completes(name + "-pod", RESULT.formatted(value.applyAsDouble(trial), Scene.DIGEST));
    }

    /** It has failed for good. */
    void fails(TrainingJob trial) {
        told.add(number(trial));
        var name = trial.getMetadata().getName();
        new PlayedJob(scene, name, name)
                .fails(
                        name + "-pod",
                        1,
                        "out of luck",
                        "BackoffLimitExceeded",
                        "Job has reached the specified backoff limit");
    }

    /** The pods of trials that were stopped are gone. */
    void collectStopped() {
        all().values().stream()
                .filter(trial -> !hasEnded(trial))
                .map(trial -> trial.getMetadata().getName())
                .filter(name -> scene.find(Job.class, name)
                        .filter(job -> job.getMetadata().getDeletionTimestamp() != null)
                        .isPresent())
                .forEach(name -> new PlayedJob(scene, name, name).isCollected());
    }

    /** Ends trials one after the other, the oldest first, until the search has ended; each only when as many run as shall. */
    void playAll(int parallelism, int trials, ToDoubleFunction<TrainingJob> value) {
        for (int ended = all().values().stream()
                        .filter(PlayedTrials::hasEnded)
                        .toList()
                        .size();
                ended < trials;
                ended++) {
            var trial = awaitRunning(Math.min(parallelism, trials - ended)).get(0);
            completes(trial, value);
            scene.await(TrainingJob.class, trial.getMetadata().getName(), PlayedTrials::hasEnded);
        }
    }
}
