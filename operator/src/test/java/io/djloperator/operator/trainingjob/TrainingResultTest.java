package io.djloperator.operator.trainingjob;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingResultTest {
    private static final String DIGEST = "sha256:0123456789ab" + "0".repeat(52);
    private static final String MODEL =
            "{\"reason\":\"Completed\",\"model\":{\"uri\":\"%s\",\"digest\":\"%s\",\"version\":\"%s\",\"sizeBytes\":%s}}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reason: Completed",
                "{\"reason\":\"Completed\"} and more",
                "{\"reason\":\"Completed\"}\n{\"reason\":\"Completed\"}",
                "[{\"reason\":\"Completed\"}]",
                "{\"reason\":\"Done\"}",
                "{\"reason\":null}",
                "{\"reason\":\"Completed\",\"metrics\":7}",
                "{\"reason\":\"GateFailed\"}",
                "\"Completed\"",
                "null",
                "{",
                ""
            })
    void whatIsNoResultIsNoneEvenAfterAGoodEnd(String message) {
        assertThat(TrainingResult.of(message, 0, true)).isEmpty();
        assertThat(TrainingResult.of(message, 0, false)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0,Completed", "10,InvalidSpec", "11,DataError", "12,GateFailed"})
    void reasonMustBeTheWordForTheExitCode(int code, String reason) {
        var message = "{\"reason\":\"%s\",\"message\":\"why\"}".formatted(reason);
        assertThat(TrainingResult.of(message, code, false).orElseThrow().message())
                .isEqualTo("why");
        assertThat(TrainingResult.of(message, code == 0 ? 10 : 0, false)).isEmpty();
        assertThat(TrainingResult.of(message, 1, false)).isEmpty();
    }

    @Test
    void errorIsAResultOfTheTrainerButALineOfTheLogOfAContainer() {
        assertThat(TrainingResult.of("{\"reason\":\"Error\",\"message\":\"the claim is full\"}", 1, true))
                .isPresent();
        assertThat(TrainingResult.of("{\"reason\":\"Error\",\"message\":\"the claim is full\"}", 1, false))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "pvc://models/churn, abc, 1, 'model.version: ''abc'' is not the first twelve digits of the digest, 0123456789ab'",
        "http://evil/x, 0123456789ab, 1, 'model.uri: ''http://evil/x'' is not pvc://'",
        "pvc://Bad_Claim/x, 0123456789ab, 1, model.uri",
        "configMap://data/x, 0123456789ab, 1, model.uri",
        "pvc://models/../x, 0123456789ab, 1, model.uri",
        "pvc://models/a b, 0123456789ab, 1, model.uri",
        "pvc://models/churn, 0123456789ab, -1, model.sizeBytes: '-1' is negative"
    })
    void modelThatNoStatusOrServerTakesIsLeftOutAndSaid(String uri, String version, String bytes, String problem) {
        var result = TrainingResult.of(MODEL.formatted(uri, DIGEST, version, bytes), 0, true)
                .orElseThrow();
        assertThat(result.model()).isNull();
        assertThat(result.leftOut().orElseThrow()).contains(problem);
    }

    @Test
    void modelThatIsGoodStays() {
        var result = TrainingResult.of(MODEL.formatted("pvc://models/churn/x", DIGEST, "0123456789ab", "1"), 0, true)
                .orElseThrow();
        assertThat(result.model().version()).isEqualTo("0123456789ab");
        assertThat(result.leftOut()).isEmpty();
    }

    @Test
    void metricsAndGatesBeyondTheBoundsOfTheStatusAreLeftOutAndTheOthersStay() {
        var result = TrainingResult.of("""
                {"reason":"Completed","metrics":[{"name":"good","value":"1","step":0},{"name":"%s","value":"1"},{"name":"a","value":""},
                 {"name":"a","value":"1","epoch":-1},{"name":"a\\u007f","value":"1"},{"name":"a\\ud800","value":"1"},null],
                 "gates":[{"metric":"a","value":"1"},{"metric":"good","value":"1","passed":true}]}""".formatted("x".repeat(65)), 0, false).orElseThrow();
        assertThat(result.metrics()).extracting(metric -> metric.name()).containsExactly("good");
        assertThat(result.gates()).extracting(gate -> gate.metric()).containsExactly("good");
        assertThat(result.leftOut()).contains("metrics[1].name: has the length 65; it must be from 1 to 64");
    }

    @Test
    void noMoreIsTakenThanTheStatusHolds() {
        var many = "{\"name\":\"a\",\"value\":\"1\"},".repeat(100);
        var result = TrainingResult.of(
                        "{\"reason\":\"Completed\",\"metrics\":[%s]}".formatted(many.substring(0, many.length() - 1)),
                        0,
                        false)
                .orElseThrow();
        assertThat(result.metrics()).hasSize(64);
    }
}
