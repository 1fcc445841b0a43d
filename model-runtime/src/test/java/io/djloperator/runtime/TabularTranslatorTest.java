package io.djloperator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TabularTranslatorTest {
    private static final String BAD = "{\"age\":\"abc\"}";

    @TempDir
    static Path folder;

    private static Model model;
    private static ServingRuntime runtime;
    private static Predictor<Input, Output> predictor;

    @BeforeAll
    static void load() throws Exception {
        var tiny = TinyPackage.write(folder, "tiny");
        runtime = ServingRuntime.start(RuntimeSettings.of(Map.of()), new PrometheusRegistry());
        model = Model.newInstance("model", "PyTorch");
        model.setBlock(TabularBlocks.of(TinyPackage.SCHEMA.network()));
        model.load(tiny, "model");
        predictor = model.newPredictor(new TabularTranslator(runtime));
    }

    @AfterAll
    static void close() {
        predictor.close();
        model.close();
        runtime.close();
    }

    private static List<Output> predict(String... bodies) throws Exception {
        return predictor.batchPredict(Arrays.stream(bodies)
                .map(body -> {
                    var input = new Input();
                    input.add(body);
                    return input;
                })
                .toList());
    }

    private static JsonElement json(Output output) {
        return JsonParser.parseString(output.getData().getAsString());
    }

    private static double yes(JsonElement answer) {
        return answer.getAsJsonObject().getAsJsonObject("buys").get("yes").getAsDouble();
    }

    @Test
    void probabilitiesOfAllClassesAddUpToOne() throws Exception {
        var output = predict("[" + TinyPackage.ROW + "]").get(0);
        assertThat(output.getCode()).isEqualTo(200);
        var buys = json(output).getAsJsonArray().get(0).getAsJsonObject().getAsJsonObject("buys");
        assertThat(buys.keySet()).containsExactly("no", "yes");
        assertThat(buys.get("no").getAsDouble() + buys.get("yes").getAsDouble()).isBetween(0.999999, 1.000001);
    }

    @Test
    void anObjectInGivesAnObjectOut() throws Exception {
        assertThat(json(predict(TinyPackage.ROW).get(0)).isJsonObject()).isTrue();
    }

    @Test
    void aBadRowDoesNotFailItsNeighboursInOneRequest() throws Exception {
        var other = "{\"age\":20,\"colour\":\"blue\",\"member\":false}";
        var output =
                predict("[" + TinyPackage.ROW + "," + BAD + "," + other + "]").get(0);
        assertThat(output.getCode()).isEqualTo(200);
        JsonArray answers = json(output).getAsJsonArray();
        assertThat(yes(answers.get(0)))
                .isEqualTo(yes(json(predict(TinyPackage.ROW).get(0))));
        assertThat(answers.get(1).toString()).isEqualTo("{\"error\":\"column 'age': 'abc' is not a number\"}");
        assertThat(yes(answers.get(2)))
                .isEqualTo(yes(json(predict(other).get(0))))
                .isNotEqualTo(yes(answers.get(0)));
    }

    @Test
    void aBadRequestDoesNotFailItsNeighboursInOneBatch() throws Exception {
        var alone = yes(json(predict(TinyPackage.ROW).get(0)));
        var outputs = predict(TinyPackage.ROW, "nonsense", "[" + BAD + "]", "", "[" + TinyPackage.ROW + "]");
        assertThat(outputs).extracting(Output::getCode).containsExactly(200, 400, 400, 400, 200);
        assertThat(yes(json(outputs.get(0)))).isEqualTo(alone);
        assertThat(yes(json(outputs.get(4)).getAsJsonArray().get(0))).isEqualTo(alone);
        assertThat(json(outputs.get(1)).getAsJsonObject().get("message").getAsString())
                .contains("not a JSON object");
    }

    @Test
    void aBatchOfBadRequestsOnlyIsAnsweredToo() throws Exception {
        assertThat(predict("x", "y")).extracting(Output::getCode).containsExactly(400, 400);
    }

    @Test
    void manyRowsKeepTheirOrder() throws Exception {
        var body = new StringBuilder("[");
        for (int age = 0; age < 500; age++) {
            body.append(age == 0 ? "" : ",").append("{\"age\":").append(age).append('}');
        }
        var answers = json(predict(body.append(']').toString()).get(0)).getAsJsonArray();
        assertThat(answers).hasSize(500);
        for (int age : new int[] {0, 123, 499}) {
            assertThat(yes(answers.get(age)))
                    .isCloseTo(yes(json(predict("{\"age\":" + age + "}").get(0))), offset(1e-6));
        }
    }

    @Test
    void nothingIsInFlightAfterwards() throws Exception {
        predict(TinyPackage.ROW, "nonsense");
        assertThat(runtime.inFlight().count()).isZero();
    }

    @Test
    void aFaultOfTheModelIsAServerError() throws Exception {
        try (var broken = Model.newInstance("model", "PyTorch")) {
            broken.setBlock(TabularBlocks.of(TinyPackage.SCHEMA.network()));
            broken.load(folder.resolve("tiny"), "model");
            for (var parameter : broken.getBlock().getParameters().values()) {
                parameter.getArray().divi(0);
            }
            try (var failing = broken.newPredictor(new TabularTranslator(runtime))) {
                var input = new Input();
                input.add(TinyPackage.ROW);
                assertThat(failing.predict(input).getCode()).isEqualTo(500);
            }
        }
    }
}
