package io.djloperator.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Searches against a real API server; the trials' pods are played. */
@NeedsApiServer
@ParameterizedClass(allowZeroInvocations = true)
@MethodSource("io.djloperator.operator.api.ApiServers#versions")
class SearchApiTest {
    /** One line of a spec: a search for a learning rate. */
    static final String SEARCH =
            "search: {objectives: [{metric: validation/auc, goal: maximize}], algorithm: {tpe: {startupTrials: 3}}, seed: 7, maxTrials: %d,"
                    + " parallelism: %d%s, parameters: [{path: /training/optimizer/adam/learningRate, logUniform: {min: \"1e-4\", max: \"1e-1\"}},"
                    + " {path: /training/batchSize, choices: [\"64\", \"128\", \"256\"]}]}";

    @Parameter
    String version;

    private Scene scene;
    private RunningOperator operator;

    @BeforeEach
    void start() {
        scene = new Scene(ApiServers.admin(version));
        operator = new RunningOperator(version, new Requests(), scene.namespace);
    }

    @AfterEach
    void stop() {
        operator.close();
    }

    /** The learning rate is best at 0.01. */
    static double value(TrainingJob trial) {
        var rate =
                Double.parseDouble(trial.getSpec().training().optimizer().adam().learningRate());
        return 0.9 - 0.1 * Math.abs(Math.log10(rate) + 2);
    }

    @Test
    void trialsRunUntilAllHaveEndedAndTheBestOnesModelIsTheSearchs() {
        scene.createTrainingJob("tune", SEARCH.formatted(6, 2, ""));
        var trials = new PlayedTrials(scene, "tune");
        trials.playAll(2, 6, SearchApiTest::value);

        var status = scene.awaitState("tune", "Completed").getStatus();
        var best = trials.all().values().stream()
                .collect(Collectors.toMap(PlayedTrials::number, SearchApiTest::value))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow();
        assertThat(status.search().trials()).isEqualTo("6/6");
        assertThat(status.search().best().trial()).isEqualTo(best.getKey());
        assertThat(status.model().digest()).isEqualTo(Scene.DIGEST);
        assertThat(status.metrics().get(0).name()).isEqualTo("validation/auc");
        assertThat(status.progress().percent()).isEqualTo(100);
        assertThat(trials.all()).hasSize(6);
        assertThat(ledger("tune").lines()).hasSize(6).allMatch(line -> line.contains("\"state\":\"Completed\""));
    }

    @Test
    void aSuspendedSearchShowsItsPlanAndRunsNothing() {
        scene.createTrainingJob(
                "tune",
                "suspend: true\n  deadlines: {activeSeconds: 3600}\n  resources: {accelerator: {resource: nvidia.com/gpu, count: 2}}\n  "
                        + SEARCH.formatted(10, 2, ", stopping: {asha: {minEpochs: 2, reduction: 3}}"));
        var status = scene.awaitState("tune", "Suspended").getStatus();
        assertThat(status.search().plan().trials()).isEqualTo(10);
        assertThat(status.search().plan().worstCaseAcceleratorHours()).isEqualTo("20");
        assertThat(status.search().plan().rungs()).containsExactly(2, 6, 18);
        assertThat(new PlayedTrials(scene, "tune").all()).isEmpty();
    }

    @Test
    void whatNoTrialCouldRunIsRefusedBeforeTheFirst() {
        refused(
                "path",
                "{path: /training/optimiser, choices: [\"a\"]}",
                "spec.search.parameters[0]: a trial with optimiser = a is refused: '/training/optimiser' is no field");
        refused(
                "value",
                "{path: /training/batchSize, int: {min: 0, max: 64}}",
                "spec.search.parameters[0]: a trial with batchSize = 0 is refused: spec.training.batchSize: 0 must be at least 1");
        refused(
                "type",
                "{path: /training/epochs, uniform: {min: \"1.5\", max: \"3\"}}",
                "spec.search.parameters[0]: a trial with epochs = 1.5 is refused: '/training/epochs'");
        // Only the API server knows this rule.
        refused(
                "rule",
                "{path: /training/optimizer/adam/learningRate, uniform: {min: \"0\", max: \"1\"}}",
                "spec.search.parameters[0]: a trial with learningRate = 0 is refused: ");
        refused(
                "depends",
                "{path: /training/batchSize, choices: [\"64\"], when: {path: /training/epochs, in: [\"3\"]}}",
                "spec.search.parameters[0].when.path: '/training/epochs' is no parameter of this search");
    }

    private void refused(String name, String parameter, String message) {
        scene.createTrainingJob(
                name,
                "search: {objectives: [{metric: validation/auc, goal: maximize}], maxTrials: 4, parameters: [%s]}"
                        .formatted(parameter));
        var condition =
                scene.awaitState(name, "InvalidSpec").getStatus().conditions().get(0);
        assertThat(condition.message()).startsWith(message);
        assertThat(new PlayedTrials(scene, name).all()).isEmpty();
    }

    @Test
    void lessParallelismSuspendsTheYoungestAndLosesNoFinishedTrial() {
        scene.createTrainingJob("tune", SEARCH.formatted(6, 4, ""));
        var trials = new PlayedTrials(scene, "tune");
        trials.completes(trials.awaitRunning(4).get(0), SearchApiTest::value);
        trials.awaitRunning(4);
        search("{\"parallelism\":1}");
        var left = trials.awaitRunning(1);
        assertThat(left).extracting(PlayedTrials::number).containsExactly(2);
        assertThat(trials.all()).hasSize(5);
        search("{\"parallelism\":2}");
        assertThat(trials.awaitRunning(2)).extracting(PlayedTrials::number).containsExactly(2, 3);
        trials.playAll(2, 6, SearchApiTest::value);
        assertThat(scene.awaitState("tune", "Completed").getStatus().search().succeeded())
                .isEqualTo(6);
        assertThat(trials.all()).hasSize(6);
    }

    @Test
    void aFinishedSearchGoesOnWhenItMayHaveMoreTrials() {
        scene.createTrainingJob("tune", SEARCH.formatted(2, 1, ""));
        var trials = new PlayedTrials(scene, "tune");
        trials.playAll(1, 2, SearchApiTest::value);
        scene.awaitState("tune", "Completed");
        search("{\"maxTrials\":4}");
        scene.awaitState("tune", "Running");
        trials.playAll(1, 4, SearchApiTest::value);
        assertThat(scene.awaitState("tune", "Completed").getStatus().search().trials())
                .isEqualTo("4/4");
    }

    @Test
    void trialsThatFailCountOnceAndTooManyEndTheSearch() {
        scene.createTrainingJob("tune", SEARCH.formatted(10, 1, ", maxFailedTrials: 1"));
        var trials = new PlayedTrials(scene, "tune");
        trials.fails(trials.awaitRunning(1).get(0));
        scene.await(TrainingJob.class, "tune-1", PlayedTrials::hasEnded);
        trials.fails(trials.awaitRunning(1).get(0));
        var status = scene.awaitState("tune", "TooManyFailedTrials").getStatus();
        assertThat(status.search().failed()).isEqualTo(2);
        assertThat(status.conditions().get(0).message())
                .contains("maxFailedTrials is 1")
                .contains("trial 2");
        assertThat(trials.all()).hasSize(2);
    }

    @Test
    void deletedTrialsDoNotLoseTheHistory() {
        scene.createTrainingJob("tune", SEARCH.formatted(5, 1, ""));
        var trials = new PlayedTrials(scene, "tune");
        trials.playAll(1, 3, SearchApiTest::value);
        var active = trials.awaitRunning(1).get(0);
        assertThat(PlayedTrials.number(active)).isEqualTo(4);
        var parameters = active.getMetadata().getAnnotations();
        scene.client
                .resources(TrainingJob.class)
                .inNamespace(scene.namespace)
                .withName("tune-1")
                .delete();
        scene.client
                .resources(TrainingJob.class)
                .inNamespace(scene.namespace)
                .withName("tune-4")
                .delete();
        var again = scene.await(
                TrainingJob.class,
                "tune-4",
                trial -> !trial.getMetadata()
                        .getUid()
                        .equals(active.getMetadata().getUid()));
        assertThat(again.getMetadata().getAnnotations()).isEqualTo(parameters);
        assertThat(scene.find(TrainingJob.class, "tune-1")).isEmpty();
        assertThat(ledger("tune").lines()).hasSize(4);
    }

    @Test
    void onlySoManyEndedTrialsAreKeptAsObjects() {
        scene.createTrainingJob("tune", SEARCH.formatted(6, 1, ", keepTrials: 2"));
        var trials = new PlayedTrials(scene, "tune");
        for (int number = 1; number <= 6; number++) {
            var trial = trials.awaitRunning(1).get(0);
            trials.completes(trial, SearchApiTest::value);
            int next = number;
            Scene.until(
                    "trial %d is in the ledger".formatted(next),
                    () -> ledger("tune"),
                    l -> l.contains("\"ended\":" + next));
        }
        var status = scene.awaitState("tune", "Completed").getStatus();
        Scene.until("two are kept", () -> trials.all().keySet(), kept -> kept.size() == 2);
        assertThat(trials.all()).containsKey(status.search().best().trial());
        assertThat(ledger("tune").lines()).hasSize(6);
    }

    @Test
    void stopsAtItsTarget() {
        scene.createTrainingJob(
                "tune", SEARCH.formatted(50, 2, "").replace("goal: maximize}", "goal: maximize, target: \"0.6\"}"));
        var trials = new PlayedTrials(scene, "tune");
        trials.completes(trials.awaitRunning(2).get(0), trial -> 0.7);
        // The other one is stopped; the garbage collector, which is not here, would remove its Job.
        new PlayedJob(scene, "tune-2", "tune-2").isCollected();
        var status = scene.awaitState("tune", "Completed").getStatus();
        assertThat(status.conditions().get(0).message()).contains("reached the target of 0.6");
        assertThat(status.search().stopped()).isEqualTo(1);
        assertThat(trials.all()).hasSize(2);
    }

    @Test
    void aSearchThatEndsDoesNotWaitForTrialsThatCouldNotBeCreated() {
        scene.createTrainingJob(
                "tune", SEARCH.formatted(6, 1, "").replace("goal: maximize}", "goal: maximize, target: \"0.6\"}"));
        var trials = new PlayedTrials(scene, "tune");
        var first = trials.awaitRunning(1).get(0);
        scene.quota("count/trainingjobs.djl-operator.io", "0");
        search("{\"parallelism\":2}");
        scene.awaitState("tune", "Blocked");
        trials.completes(first, trial -> 0.7);
        var status = scene.awaitState("tune", "Completed").getStatus();
        assertThat(status.search().stopped()).isEqualTo(1);
        assertThat(trials.all()).hasSize(1);
    }

    @Test
    void aLedgerThatMayNotBeWrittenIsToldAndNothingBegins() {
        scene.quota("count/configmaps", "0");
        scene.createTrainingJob("tune", SEARCH.formatted(6, 1, ""));
        var blocked = scene.awaitState("tune", "Blocked").getStatus();
        assertThat(blocked.conditions().get(0).message())
                .startsWith("ConfigMap tune-trials: ")
                .contains("exceeded quota");
        assertThat(new PlayedTrials(scene, "tune").all()).isEmpty();
    }

    @Test
    void aLedgerThatSomebodyDeletedIsWrittenAnew() {
        scene.createTrainingJob("tune", SEARCH.formatted(4, 1, ", keepTrials: 2"));
        var trials = new PlayedTrials(scene, "tune");
        trials.playAll(1, 4, SearchApiTest::value);
        var best = scene.awaitState("tune", "Completed").getStatus().search().best();
        ledgers().delete();
        search("{\"maxTrials\":5}");
        trials.completes(trials.awaitAnother(), SearchApiTest::value);
        scene.await(
                TrainingJob.class,
                "tune",
                job -> job.getStatus().search().succeeded() == 5); // the operator still knew all of it
        assertThat(ledger("tune").lines()).hasSize(5);
        operator.close();
        ledgers().delete();
        operator = new RunningOperator(version, new Requests(), scene.namespace);
        search("{\"maxTrials\":6}");
        trials.completes(trials.awaitAnother(), SearchApiTest::value);
        var status = scene.await(
                        TrainingJob.class,
                        "tune",
                        job -> job.getStatus().search().trials().equals("6/6"))
                .getStatus();
        assertThat(status.search().failed()).isZero();
        assertThat(Double.parseDouble(status.search().best().values().get(0)))
                .isGreaterThanOrEqualTo(Double.parseDouble(best.values().get(0)));
    }

    @Test
    void aLedgerThatSomebodySpoiltIsNotWrittenOverAndTakesNothingAway() {
        scene.createTrainingJob("tune", SEARCH.formatted(2, 1, ""));
        var trials = new PlayedTrials(scene, "tune");
        trials.playAll(1, 2, SearchApiTest::value);
        scene.awaitState("tune", "Completed");
        var written = ledger("tune");
        ledgers().edit(map -> {
            map.getData().put("trials.jsonl", "oops");
            return map;
        });
        search("{\"maxTrials\":3}");
        var blocked = scene.awaitState("tune", "Blocked").getStatus();
        assertThat(blocked.conditions().get(0).message()).contains("ConfigMap tune-trials: line 1 is no trial");
        assertThat(blocked.model().digest()).isEqualTo(Scene.DIGEST);
        assertThat(ledger("tune")).isEqualTo("oops");
        scene.createTrainingJob("second", SEARCH.formatted(2, 1, ", warmStart: {fromTrainingJob: {name: tune}}"));
        assertThat(scene.awaitState("second", "Blocked")
                        .getStatus()
                        .conditions()
                        .get(0)
                        .message())
                .startsWith("ConfigMap tune-trials: ");
        ledgers().edit(map -> {
            map.getData().put("trials.jsonl", written);
            return map;
        });
        trials.awaitRunning(1);
    }

    private Resource<ConfigMap> ledgers() {
        return scene.client.configMaps().inNamespace(scene.namespace).withName("tune-trials");
    }

    private void search(String fields) {
        scene.client
                .resources(TrainingJob.class)
                .inNamespace(scene.namespace)
                .withName("tune")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"search\":%s}}".formatted(fields));
    }

    private String ledger(String search) {
        return scene.find(ConfigMap.class, search + "-trials")
                .map(map -> map.getData().get("trials.jsonl"))
                .orElse("");
    }
}
