package io.djloperator.cli.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusedConversionsTest {
    @TempDir
    private Path folder;

    @Test
    void anotherKindIsNoExperiment() throws IOException {
        refused(
                changed("kind: Experiment", "kind: Trial"),
                "apiVersion and kind must be kubeflow.org/v1beta1 and Experiment");
        refused(changed("kubeflow.org/v1beta1", "kubeflow.org/v1alpha3"), "kubeflow.org/v1alpha3");
    }

    @Test
    void aSearchForAnArchitectureHasNoCounterpart() throws IOException {
        refused(
                changed("algorithmName: random", "algorithmName: darts"),
                "spec.algorithm.algorithmName: darts: searches for an architecture");
        refused(changed("algorithmName: random", "algorithmName: enas"), "architecture");
        refused(example() + "  nasConfig: {graphConfig: {numLayers: 8}}\n", "spec.nasConfig");
    }

    @Test
    void populationBasedTrainingNamesAnotherWay() throws IOException {
        refused(changed("algorithmName: random", "algorithmName: pbt"), "choose tpe with early stopping");
    }

    @Test
    void anUnknownAlgorithmNamesThoseThatAreKnown() throws IOException {
        refused(changed("algorithmName: random", "algorithmName: annealing"), "known: random, grid, sobol, tpe");
    }

    @Test
    void otherTrialsThanJobsAreRefused() throws IOException {
        refused(
                changed("kind: Job", "kind: TFJob"),
                "spec.trialTemplate.trialSpec.kind: TFJob: only a Job of batch/v1");
        refused(changed("kind: Job", "kind: PipelineRun"), "PipelineRun");
    }

    @Test
    void aTemplateInAConfigMapSaysHowToGetItsText() throws IOException {
        var text = changed(
                "    trialSpec:",
                "    configMap: {configMapName: templates, configMapNamespace: ml, templatePath: a}\n    unused:");
        refused(text, "kubectl get configmap templates -n ml");
    }

    @Test
    void workersThatDifferFromTheirMasterAreRefused() throws IOException {
        var text = Files.readString(Path.of("src/test/resources/convert/pytorchjob/in.yaml"))
                .replace("containers: [*program]", "containers: [{name: pytorch, image: another}]");
        refused(text, "pytorchReplicaSpecs.Worker.template: {\"spec\"", "differs from the Master's");
    }

    @Test
    void aRangeThatIsNoneIsRefused() throws IOException {
        refused(
                changed("max: \"0.1\"", "max: \"0.001\""),
                "spec.parameters[0].feasibleSpace.min: 0.005: must not be greater than max");
        refused(
                changed("max: \"0.1\"", "max: \"much\""),
                "spec.parameters[0].feasibleSpace.max: much: must be a number");
        refused(changed("max: \"0.1\"", "max: \"1e999999999\""), "must be a number of at most 400 digits");
        refused(changed("min: \"0.005\", ", ""), "spec.parameters[0].feasibleSpace.min: must be set");
    }

    @Test
    void aPlaceholderWithoutAParameterIsRefused() throws IOException {
        refused(
                changed("reference: lr", "reference: learning_rate"),
                "spec.trialTemplate.trialParameters[0].reference: learning_rate: no parameter of that name in spec.parameters (there are: lr, momentum)");
    }

    @Test
    void aContainerThatIsNotThereIsRefused() throws IOException {
        refused(
                changed("primaryContainerName: training-container", "primaryContainerName: main"),
                "no container of that name");
    }

    @Test
    void anImageThatIsPutTogetherIsRefused() throws IOException {
        refused(changed("digits:2.1", "digits:${trialParameters.momentum}"), "an image cannot be put together");
    }

    @Test
    void aFileThatIsMissingOrNoYamlIsSaidInASentence() throws IOException {
        var absent = Conversions.of(folder.resolve("absent.yaml"));
        assertThat(absent.err()).contains("absent.yaml: no such file");
        assertThat(absent.exitCode()).isEqualTo(2);
        unreadable("a: [", "is no YAML that can be read: line 1, column 5: expected the node content, but found");
        unreadable("# nothing\n", "holds no document");
        refused("just text\n", "apiVersion and kind must be");
    }

    @Test
    void aFileThatHoldsItselfOrIsNestedWithoutEndIsSaidInASentence() throws IOException {
        unreadable("a: &a [*a]", "the list or map 'a' holds itself");
        unreadable("? &a [*a]\n: b", "the list or map 'a' holds itself");
        unreadable("? {a: b}\n: c", "a key must be a word");
        unreadable("[".repeat(20_000), "it is nested deeper than 100 levels");
        unreadable("[".repeat(20_000) + "]".repeat(20_000), "it is nested deeper than 100 levels");
    }

    @Test
    void aFewLinesThatStandForMoreThanFitsIntoMemoryAreSaidToBe() throws IOException {
        unreadable(doubled(60), "Number of aliases for non-scalar nodes exceeds");
        unreadable(doubled(25), "it holds more than 1000000 values");
    }

    /** Each line holds the one before twice. */
    private static String doubled(int lines) {
        var text = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < lines; i++) {
            text.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        return text.toString();
    }

    @Test
    void aChoiceThatIsTooLongIsRefused() throws IOException {
        refused(
                changed(
                        "momentum, parameterType: double, feasibleSpace: {min: \"0.4\", max: \"0.95\"}}",
                        MendedConversionsTest.choices("x".repeat(300) + ", b")),
                "spec.parameters[1].feasibleSpace.list[0]: xxx",
                "has 300 characters, and a choice must have 1 to 128: let a short word stand for it");
    }

    @Test
    void moreParametersThanASearchHasAreRefused() throws IOException {
        var text = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            text.append(
                    "    - {name: q%d, parameterType: int, feasibleSpace: {min: \"2\", max: \"5\"}}\n".formatted(i));
        }
        refused(
                changed("  trialTemplate:\n", text + "  trialTemplate:\n"),
                "spec.parameters: ",
                "62 parameters are searched, and must be 1 to 50");
    }

    @Test
    void aRangeOfMoreValuesThanCanBeCountedIsRefused() throws IOException {
        refused(
                changed(
                        "{name: lr, parameterType: double, feasibleSpace: {min: \"0.005\", max: \"0.1\"}}",
                        "{name: lr, parameterType: int, feasibleSpace: {min: \"0\", max: \"2147483647\"}}"),
                "spec.parameters[0].feasibleSpace: ",
                "make fewer than 2^30 values: set a greater step");
    }

    @Test
    void anAmountThatIsNoneIsRefused() throws IOException {
        refused(changed("memory: 1Gi", "memory: much"), "limits.memory: much: must be an amount such as 500m or 8Gi");
        refused(
                changed("memory: 1Gi", "nvidia.com/gpu: 65"),
                "limits.nvidia.com/gpu: 65: must be a whole number from 1 to 64");
    }

    @Test
    void whatTheSchemaOfATrainingJobForbidsIsRefused() throws IOException {
        refused(
                changed(
                        "                resources:",
                        "                env: [{name: MY.VAR, value: x}]\n                resources:"),
                "spec.container.env[0].name: MY.VAR: must match ^[a-zA-Z_]",
                "change that in the Experiment, and convert again");
        refused(changed("registry.example/digits:2.1", "\"-digits\""), "spec.container.image: -digits: must match");
        refused(
                changed("--epochs=4", "x".repeat(70_000)),
                "spec.container.command[2]: xxx",
                "characters, but has 70000");
    }

    @Test
    void noInputEndsInAStackTrace() throws IOException {
        var lines = example().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            var text = new StringBuilder();
            for (int j = 0; j < lines.size(); j++) {
                text.append(i == j ? "" : lines.get(j) + "\n");
            }
            var conversion = Conversions.of(folder, text.toString());
            assertThat(conversion.exitCode()).isIn(0, 1, 2);
            assertThat(conversion.err()).doesNotContain("Exception").doesNotContain("\tat ");
        }
    }

    @Test
    void severalExperimentsBecomeSeveralJobs() throws IOException {
        var conversion = Conversions.of(folder, example() + "---\n" + example());
        assertThat(conversion.exitCode()).isZero();
        assertThat(conversion.out().lines().filter("---"::equals)).hasSize(1);
        assertThat(conversion.out().lines().filter("kind: TrainingJob"::equals)).hasSize(2);
    }

    @Test
    void aFieldThatNobodyKnowsIsNotLostInSilence() throws IOException {
        var conversion = Conversions.of(
                folder,
                example()
                        .replace("restartPolicy: Never", "restartPolicy: Never\n            runtimeClassName: gvisor"));
        assertThat(conversion.err())
                .contains(
                        "note: spec.trialTemplate.trialSpec.spec.template.spec.runtimeClassName: gvisor: has no counterpart");
    }

    @Test
    void aCommentHoldsNoLineOfTheInput() throws IOException {
        var conversion = Conversions.of(
                folder,
                example()
                        .replace(
                                "spec:\n  objective",
                                "spec:\n  resumePolicy: \"Never\\nkind: Secret\\u001b[2J\"\n  objective"));
        assertThat(conversion.exitCode()).isZero();
        assertThat(conversion.out()).doesNotContain("\nkind: Secret").doesNotContain("\u001b");
    }

    private void refused(String text, String... words) throws IOException {
        inOneSentence(1, text, words);
    }

    private void unreadable(String text, String... words) throws IOException {
        inOneSentence(2, text, words);
    }

    private void inOneSentence(int exitCode, String text, String... words) throws IOException {
        var conversion = Conversions.of(folder, text);
        assertThat(conversion.err()).startsWith("error: ").contains(words).doesNotContain("Exception");
        assertThat(conversion.err().lines()).hasSize(1);
        assertThat(conversion.exitCode()).isEqualTo(exitCode);
        assertThat(conversion.out()).isEmpty();
    }

    private static String changed(String what, String into) throws IOException {
        assertThat(example()).contains(what);
        return example().replace(what, into);
    }

    private static String example() throws IOException {
        return Files.readString(Path.of("src/test/resources/convert/random/in.yaml"));
    }
}
