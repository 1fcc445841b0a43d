package io.djloperator.cli.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a TrainingJob cannot have as it stands in an Experiment, and can have otherwise: the change is named. */
class MendedConversionsTest {
    private static final String MOMENTUM =
            "momentum, parameterType: double, feasibleSpace: {min: \"0.4\", max: \"0.95\"}}";

    @TempDir
    private Path folder;

    @Test
    void aCountOutsideOfItsBoundsBecomesTheNearestOne() throws IOException {
        var conversion =
                changed("parallelTrialCount: 4\n  maxTrialCount: 24", "parallelTrialCount: -3\n  maxTrialCount: 0");
        assertThat(conversion.err())
                .contains(
                        "note: spec.maxTrialCount: 0: is 1 now, the least",
                        "note: spec.parallelTrialCount: -3: is 1 now, the least");
        assertThat(conversion.out()).contains("maxTrials: 1\n", "parallelism: 1\n");
        assertThat(changed("maxTrialCount: 24", "maxTrialCount: 3").err())
                .contains("note: spec.parallelTrialCount: 4: is 3 now: no more than there are trials");
    }

    @Test
    void aSettingOutsideOfItsBoundsBecomesTheNearestOne() throws IOException {
        var conversion = changed(
                "{algorithmName: random}",
                "{algorithmName: tpe, algorithmSettings: [{name: random_state, value: \"-7\"}, {name: n_startup_trials, value: \"0\"}]}");
        assertThat(conversion.err()).contains("is 0 now, the least", "is 1 now, the least");
        assertThat(conversion.out()).contains("algorithm: {tpe: {startupTrials: 1}}\n", "seed: 0\n");
    }

    @Test
    void aLimitOfTheJobOutsideOfItsBoundsBecomesTheNearestOne() throws IOException {
        var conversion = changed(
                "      spec:\n        template:",
                "      spec:\n        backoffLimit: 1000\n        activeDeadlineSeconds: 0\n        template:");
        assertThat(conversion.err())
                .contains("spec.backoffLimit: 1000: is 100 now, the most", "Seconds: 0: is 1 now, the least");
        assertThat(conversion.out()).contains("retry: {limit: 100}\n", "deadlines: {activeSeconds: 1}\n");
    }

    @Test
    void aChoiceThatStandsThereTwiceIsLeftOutOnce() throws IOException {
        var conversion = changed(MOMENTUM, choices("sgd, adam, sgd"));
        assertThat(conversion.err())
                .contains("note: spec.parameters[1].feasibleSpace.list[2]: sgd: is left out: it stands there twice");
        assertThat(conversion.out()).contains("choices: [sgd, adam]}");
    }

    @Test
    void aVariableInWhichAParameterComesIsLeftOut() throws IOException {
        var conversion = withEnvironment("{name: DJL_PARAM_LR, value: x}, {name: A, value: \"1\"}");
        assertThat(conversion.err()).contains("env[0]: {\"name\":\"DJL_PARAM_LR\"", "a parameter of the search comes");
        assertThat(conversion.out()).contains("env: [{name: A, value: \"1\"}]");
    }

    @Test
    void ofAVariableThatStandsThereTwiceTheLastCounts() throws IOException {
        var conversion = withEnvironment("{name: A, value: \"1\"}, {name: A, value: \"${trialParameters.momentum}\"}");
        assertThat(conversion.err()).contains("env[0]: {\"name\":\"A\"", "the last one counts");
        assertThat(conversion.out()).contains("env: [{name: A}]", "path: /container/env/0/value");
    }

    @Test
    void parametersThatWouldComeInTheSameVariableGetNamesOfTheirOwn() throws IOException {
        var conversion = changed(
                "{name: " + MOMENTUM,
                "{name: aB" + MOMENTUM.substring(8) + "\n    - {name: a_b" + MOMENTUM.substring(8) + "\n    - {name: "
                        + MOMENTUM);
        assertThat(conversion.err())
                .contains("note: spec.parameters[2].name: a_b: is now 'a_b_2', and comes as DJL_PARAM_A_B_2");
        assertThat(conversion.out()).contains("{name: aB, ", "{name: a_b_2, ");
    }

    @Test
    void anAmountThatIsNoneIsLeftOut() throws IOException {
        var conversion = changed("cpu: \"0.5\"}", "cpu: \"0\", example.kubernetes.io/thing: \"1\"}");
        assertThat(conversion.err()).contains("limits.cpu: 0: is left out, so that its default counts");
        assertThat(conversion.out()).contains("resources: {memory: 1Gi}\n");
    }

    @Test
    void sharedMemoryIsNoMoreThanTheMemory() throws IOException {
        var conversion = changed("            containers:\n              - name: training-container\n", """
                            volumes: [{name: shm, emptyDir: {medium: Memory, sizeLimit: 8Gi}}]
                            containers:
                              - name: training-container
                                volumeMounts: [{name: shm, mountPath: /dev/shm}]
                """);
        assertThat(conversion.err()).contains("sizeLimit: 8Gi: is 1Gi now, the pod's memory");
        assertThat(conversion.out()).contains("sharedMemory: 1Gi}");
    }

    @Test
    void aPriorityOfTheClusterItselfIsLeftOut() throws IOException {
        var conversion = changed(
                "            restartPolicy: Never",
                "            restartPolicy: Never\n            priorityClassName: system-node-critical");
        assertThat(conversion.err()).contains("system-node-critical: is left out");
        assertThat(conversion.out()).doesNotContain("scheduling");
    }

    @Test
    void hyperbandWithManyRungsBeginsLater() throws IOException {
        var text = Files.readString(Path.of("src/test/resources/convert/hyperband/in.yaml"))
                .replace("{name: eta, value: \"3\"}", "{name: eta, value: \"2\"}")
                .replace("{name: r_l, value: \"9\"}", "{name: r_l, value: \"1000\"}");
        assertThat(Conversions.of(folder, text).out())
                .contains("stopping: {asha: {minEpochs: 2, reduction: 2, maxEpochs: 1000}}");
    }

    static String choices(String values) {
        return "momentum, parameterType: categorical, feasibleSpace: {list: [%s]}}".formatted(values);
    }

    private Conversions withEnvironment(String entries) throws IOException {
        return changed(
                "                resources:", "                env: [" + entries + "]\n                resources:");
    }

    private Conversions changed(String what, String into) throws IOException {
        var example = Files.readString(Path.of("src/test/resources/convert/random/in.yaml"));
        assertThat(example).contains(what);
        var conversion = Conversions.of(folder, example.replace(what, into));
        assertThat(conversion.err()).doesNotContain("error:");
        return conversion;
    }
}
