package io.djloperator.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.trainer.report.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadJobsTest {
    private static final String JOB = """
            apiVersion: djl-operator.io/v1alpha1
            kind: TrainingJob
            metadata: {name: job}
            spec:
              data:
                tabular:
                  tables: [{name: t, uri: "pvc://models/t.csv"}]
                  target: y
                  task: classification
                split: {validation: "0.2", test: "0.2"}
              model: {mlp: {hiddenUnits: [4]}}
              training: {epochs: 2, batchSize: 8}
              resources: {memory: 2Gi}
              output: {uri: "pvc://models/out"}
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void data() throws Exception {
        Files.createDirectories(folder.resolve("volume"));
        Files.writeString(folder.resolve("volume/t.csv"), "x,y\n" + "1,a\n2,b\n3,a\n".repeat(10));
    }

    private void assertEnds(ExitCode code, String job, String message) throws Exception {
        var ended = Commands.run(folder, List.of(Files.writeString(folder.resolve("job.yaml"), job)));
        assertThat(ended.result().message()).contains(message);
        assertThat(ended.exitCode()).isEqualTo(code.number());
        assertThat(ended.result().reason()).isEqualTo(code.reason());
    }

    private void assertInvalid(String from, String to, String message) throws Exception {
        assertThat(JOB).contains(from);
        assertEnds(ExitCode.INVALID_SPEC, JOB.replace(from, to), message);
    }

    @Test
    void theJobIsFineAsItIs() throws Exception {
        assertEnds(ExitCode.COMPLETED, JOB, "test/auc is");
    }

    @Test
    void whatTheApiServerWouldRefuseIsRefusedByHandToo() throws Exception {
        assertInvalid("epochs: 2", "epochs: 0", "spec.training.epochs: 0 must be at least 1");
        assertInvalid("[4]", "[4, 0]", "spec.model.mlp.hiddenUnits[1]: 0 must be at least 1");
        assertInvalid("[4]", "[4], dropout: \"1\"", "spec.model.mlp.dropout: '1' must be less than 1");
        assertInvalid("validation: \"0.2\"", "validation: \"0.8\"", "spec.data.split: validation 0.8 and test 0.2");
        assertInvalid(
                "validation: \"0.2\"", "validation: \"a fifth\"", "spec.data.split.validation: 'a fifth' must match");
        assertInvalid("batchSize: 8", "batchsize: 8", "spec.training.batchsize: there is no such field");
        assertInvalid("batchSize: 8", "batchSize: eight", "spec.training.batchSize: ");
        assertInvalid("task: classification", "task: clustering", "spec.data.tabular.task: ");
        assertInvalid("memory: 2Gi", "memory: lots", "spec.resources.memory: 'lots' is not a quantity");
        assertInvalid("target: y", "target: y\n      sensitive: [y]", "spec.data.tabular.target: 'y' must not be in");
        assertInvalid("  output: {uri: \"pvc://models/out\"}", "", "spec.output: must be set");
        assertInvalid(
                "pvc://models/t.csv",
                "pvc://models/../t.csv",
                "spec.data.tabular.tables[0].uri: 'pvc://models/../t.csv' must be");
        assertInvalid("pvc://models/t.csv", "pvc://models/*.csv", "spec.data.tabular.tables[0].uri: ");
        assertInvalid(
                "batchSize: 8",
                "batchSize: 8, optimizer: {adam: {}, sgd: {}}",
                "spec.training.optimizer: exactly one of adam and sgd");
        assertInvalid("kind: TrainingJob", "kind: Job", "there must be exactly one TrainingJob");
        assertInvalid("name: job", "name: My_Job", "metadata.name: 'My_Job'");
        assertInvalid("v1alpha1", "v9", "apiVersion: 'djl-operator.io/v9' must be djl-operator.io/v1alpha1");
        assertInvalid("spec:", "spec: [", "is not YAML or JSON");
    }

    @Test
    void gatesMustFitTheJob() throws Exception {
        var gate = JOB + "  evaluation: {gates: [%s]}\n";
        assertEnds(
                ExitCode.INVALID_SPEC,
                gate.formatted("{metric: test/auc}"),
                "spec.evaluation.gates[0]: at least one of min and max");
        assertEnds(
                ExitCode.INVALID_SPEC, gate.formatted("{metric: test/rmse, max: \"1\"}"), "'test/rmse' does not fit");
        assertEnds(
                ExitCode.INVALID_SPEC,
                gate.formatted("{metric: test/auc, by: x, min: \"1\"}"),
                "spec.evaluation.gates[0].by");
        assertEnds(
                ExitCode.INVALID_SPEC,
                gate.formatted("{metric: test/demographicParityDifference, by: x, max: \"1\"}"),
                "spec.evaluation.gates[0].by: 'x' is not in spec.data.tabular.sensitive []");
    }

    @Test
    void aTrainingThatDivergesNamesTheLearningRate() throws Exception {
        var regression = JOB.replace("target: y", "target: x").replace("classification", "regression");
        assertEnds(
                ExitCode.INVALID_SPEC,
                regression.replace("epochs: 2, batchSize: 8", "epochs: 50, optimizer: {sgd: {learningRate: \"1e6\"}}"),
                "spec.training.optimizer.sgd.learningRate: '1e6': the training diverged");
    }

    @Test
    void badDataEndsWithItsOwnCode() throws Exception {
        assertEnds(
                ExitCode.DATA_ERROR,
                JOB.replace("target: y", "target: z"),
                "spec.data.tabular.target: column 'z' is not in table 't'");
        assertEnds(ExitCode.DATA_ERROR, JOB.replace("t.csv", "u.csv"), "there is no such file; there are t.csv");
        Files.writeString(folder.resolve("volume/t.csv"), "x,y\n" + "1,a\n".repeat(10));
        assertEnds(ExitCode.DATA_ERROR, JOB, "has one class only: 'a'");
        Files.writeString(folder.resolve("volume/t.csv"), "x,y\n" + "1,a\n2,b\n".repeat(10) + "3,c\n");
        assertEnds(ExitCode.DATA_ERROR, JOB, "spec.data.split.stratify: class 'c' has 1 rows");
    }

    @Test
    void anOutputThatCannotBeWrittenSaysForWhom() throws Exception {
        Files.writeString(folder.resolve("volume/out"), "a file where the folder should be");
        assertEnds(ExitCode.DATA_ERROR, JOB, "spec.output.uri: 'pvc://models/out' cannot be written");
    }

    @Test
    void aWrongCommandLineIsAnInvalidSpec() {
        assertThat(Main.commandLine(new Stop(), Map.of()).execute("run")).isEqualTo(ExitCode.INVALID_SPEC.number());
        assertThat(Main.commandLine(new Stop(), Map.of()).execute("run", "--no-such-option", "x"))
                .isEqualTo(ExitCode.INVALID_SPEC.number());
    }
}
