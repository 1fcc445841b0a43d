package io.djloperator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.djloperator.api.v1alpha1.Condition;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a user is told who got something wrong. All jobs are created at once; each test waits for its own. */
@NeedsCluster
class BadInputTest {
    private static final Duration MINUTE = Duration.ofSeconds(60);
    private static Scene scene;

    @BeforeAll
    static void create() {
        scene = new Scene("bad-input");
        scene.create(Yaml.claim("models"));
        scene.create(Yaml.table("good"));
        scene.create(Yaml.configMap("empty", "    x,z,y\n"));
        scene.create(Yaml.configMap("one-class", "    x,z,y\n" + "    0.5,1,no\n".repeat(20)));
        scene.create(Yaml.trainingJob("no-claim", "good", "y", "nowhere", 1, ""));
        scene.create(Yaml.trainingJob("no-config-map", "nothing", "y", "models", 1, ""));
        scene.create(Yaml.trainingJob("no-column", "good", "denied", "models", 1, ""));
        scene.create(Yaml.trainingJob("no-rows", "empty", "y", "models", 1, ""));
        scene.create(Yaml.trainingJob("one-class", "one-class", "y", "models", 1, ""));
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    @Test
    void missingColumnIsADataErrorThatListsTheColumns() {
        var state = scene.awaitState("no-column", "DataError", MINUTE);

        assertThat(told("no-column", state)).contains("spec.data.tabular.target", "denied", "x", "z", "y");
        assertThat(state.status()).isEqualTo("False");
    }

    @Test
    void emptyTableIsADataError() {
        assertThat(told("no-rows", scene.awaitState("no-rows", "DataError", MINUTE)))
                .contains("spec.data.tabular", "no row");
    }

    @Test
    void targetWithOneClassIsADataErrorThatNamesIt() {
        assertThat(told("one-class", scene.awaitState("one-class", "DataError", MINUTE)))
                .contains("spec.data.tabular.target", "'no'");
    }

    @Test
    void missingClaimIsToldInTheSchedulersWords() {
        var state = await("the scheduler's words")
                .atMost(MINUTE)
                .until(
                        () -> scene.succeeded("no-claim"),
                        found -> found.message().contains("nowhere"));

        assertThat(told("no-claim", state)).contains("Unschedulable", "persistentvolumeclaim \"nowhere\" not found");
        assertThat(state.reason()).isEqualTo("Pending");
    }

    @Test
    void missingConfigMapIsToldInTheKubeletsWords() {
        var state = await("the kubelet's words")
                .atMost(MINUTE)
                .until(
                        () -> scene.succeeded("no-config-map"),
                        found -> found.message().contains("FailedMount"));

        assertThat(told("no-config-map", state)).contains("configmap \"nothing\" not found");
        assertThat(state.reason()).isEqualTo("Pending");
    }

    private static String told(String job, Condition state) {
        System.out.println(job + ": " + state.reason() + ": " + state.message());
        return state.message();
    }
}
