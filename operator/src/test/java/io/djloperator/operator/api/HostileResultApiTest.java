package io.djloperator.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.api.v1alpha1.TrainingJob;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What a program may leave as its termination message: its job comes to its end with each, and says what it could not take. */
@NeedsApiServer
@ParameterizedClass(allowZeroInvocations = true)
@MethodSource("io.djloperator.operator.api.ApiServers#versions")
class HostileResultApiTest {
    private static final String MODEL = """
            {"reason":"Completed","message":"x","model":{"uri":"%s","digest":"%s","version":"%s"}}""";
    private static final String METRIC = """
            {"reason":"Completed","message":"x","metrics":[{"name":"%s","value":"1"}]}""";

    @Parameter
    String version;

    private Scene scene;

    @BeforeEach
    void namespace() {
        scene = new Scene(ApiServers.admin(version));
    }

    @Test
    void jobEndsWhateverItsProgramHandsOver() {
        var messages = List.of(
                MODEL.formatted("pvc://a/b", Scene.DIGEST, "abc"),
                MODEL.formatted("http://evil/x", Scene.DIGEST, "0123456789ab"),
                MODEL.formatted("pvc://Bad_Claim/x", Scene.DIGEST, "0123456789ab"),
                METRIC.formatted("a\\u0000"),
                METRIC.formatted("a\\u0085b"),
                METRIC.formatted("\\ufeffa"),
                METRIC.formatted("a\\ufffe"),
                METRIC.formatted("a\\ud83d"),
                METRIC.formatted("\\u2028: [&*!|>'%@`"),
                METRIC.formatted("ü".repeat(65)),
                """
                {"reason":"Completed","message":"%s","metrics":[{"name":"a","value":"1","step":-9223372036854775808,"epoch":-1}]}""".formatted("\\ud83d\\uffff\\u007f".repeat(600)),
                "{\"reason\":\"Completed\",\"gates\":[null,{}]}",
                "{\"reason\":\"GateFailed\"}",
                "reason: Completed",
                "\\ufffe\\u0000",
                "[[[[");
        try (var operator = new RunningOperator(version, new Requests(), scene.namespace)) {
            for (var i = 0; i < messages.size(); i++) {
                scene.createContainerJob("hostile-" + i, "");
                new PlayedJob(scene, "hostile-" + i, "hostile-" + i).completes("hostile-" + i + "-a", messages.get(i));
            }
            for (var i = 0; i < messages.size(); i++) {
                var status = scene.awaitState("hostile-" + i, "Completed").getStatus();
                assertThat(status.model()).as(messages.get(i)).isNull();
            }
            assertThat(said("hostile-0"))
                    .isEqualTo(
                            "x; left out: model.version: 'abc' is not the first twelve digits of the digest, 0123456789ab");
            scene.createModelDeployment("serve", "hostile-0");
            assertThat(scene.awaitReady("serve", "ModelUnusable")
                            .getStatus()
                            .conditions()
                            .get(0)
                            .message())
                    .contains("TrainingJob \"hostile-0\"");
        }
    }

    @Test
    void deploymentOfAModelThatCannotBeServedSaysSo() {
        try (var operator = new RunningOperator(version, new Requests(), scene.namespace)) {
            scene.createTrainingJob("churn");
            scene.jobCompletes("churn");
            scene.awaitState("churn", "Completed");
            scene.patchStatus(TrainingJob.class, "churn", "{\"status\":{\"model\":{\"uri\":\"http://evil/x\"}}}");
            scene.createModelDeployment("serve", "churn");
            assertThat(scene.awaitReady("serve", "ModelUnusable")
                            .getStatus()
                            .conditions()
                            .get(0)
                            .message())
                    .isEqualTo("the model of TrainingJob \"churn\" cannot be served: model.uri: 'http://evil/x' is not"
                            + " pvc://<claim>/<path>, with no '..'");
        }
    }

    private String said(String name) {
        return scene.find(TrainingJob.class, name)
                .orElseThrow()
                .getStatus()
                .conditions()
                .get(0)
                .message();
    }
}
