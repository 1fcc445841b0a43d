package io.djloperator.operator.trainingjob;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.kube.PodAllowList;
import io.djloperator.operator.kube.RestrictedRules;
import io.djloperator.operator.kube.ServedApis;
import io.djloperator.operator.profile.EffectiveJob;
import io.djloperator.operator.profile.ProfileSet;
import io.djloperator.operator.profile.Resolution;
import io.djloperator.operator.runtime.ReportAccess;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What is made of a job: a folder for each case with {@code in.yaml}, where it has one {@code profiles.yaml}, and {@code out.yaml}, which holds the
 * children or the refusal.
 */
class TrainerJobTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden/trainer");
    private static final KubernetesSerialization YAML = new KubernetesSerialization();
    private static final String TRAINER = "example/trainer:1";
    private static final Optional<ReportAccess> REPORT =
            Optional.of(new ReportAccess("https://report.example/v1/reports", "-----BEGIN CERTIFICATE-----\n"));

    @TestFactory
    Stream<DynamicTest> everyCase() throws IOException {
        try (Stream<Path> cases = Files.list(FOLDER)) {
            return cases.sorted().toList().stream()
                    .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> verify(folder)));
        }
    }

    private static void verify(Path folder) throws IOException {
        var resolution = resolve(folder);
        var out = resolution instanceof Resolution.Ready ready
                ? String.join(
                        "",
                        children(folder, ready.job()).stream().map(YAML::asYaml).toList())
                : "refused: " + ((Resolution.Refused) resolution).message() + "\n";
        compare(folder.resolve("out.yaml"), out);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .as("no file that nothing reads")
                    .isSubsetOf(Set.of("in.yaml", "profiles.yaml", "out.yaml"));
        }
    }

    private static void compare(Path expected, String out) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(expected, out);
        }
        assertThat(out)
                .as("%s; to accept: mvn -pl operator test -Dgolden.update=true", expected)
                .isEqualTo(Files.exists(expected) ? Files.readString(expected) : "");
    }

    private static List<HasMetadata> children(Path folder, EffectiveJob job) {
        var first = TrainerJob.of(job, Attempt.FIRST, REPORT, ServedApis.NONE);
        var pod = first.getSpec().getTemplate().getSpec();
        assertThat(PodAllowList.TRAINING.problem(pod)).isEmpty();
        assertThat(RestrictedRules.violations(pod)).isEmpty();
        var children = new ArrayList<HasMetadata>();
        if (job.job().getSpec().nodes() > 1) {
            children.add(TrainerService.of(job.job()));
        }
        children.add(
                folder.endsWith("next-attempt") ? TrainerJob.next(stored(first), job.job(), new Attempt(3, 1)) : first);
        return children;
    }

    @Test
    void nextAttemptDiffersInItsNameAndNumberOnly() {
        var job = ((Resolution.Ready) resolve(FOLDER.resolve("container-with-everything"))).job();
        var first = TrainerJob.of(job, Attempt.FIRST, REPORT, ServedApis.NONE);
        var next = YAML.asYaml(TrainerJob.next(stored(first), job.job(), new Attempt(2, 1)));
        assertThat(next.replace("sample-retry-2", "sample")
                        .replace("djl-operator.io/attempt: \"2\"", "djl-operator.io/attempt: \"1\"")
                        .replace("djl-operator.io/failures: \"1\"", "djl-operator.io/failures: \"0\""))
                .isEqualTo(YAML.asYaml(first));
        assertThat(next).contains("value: \"sample-retry-2-0.sample-nodes\"");
    }

    /** Of a queue's node selector only the queue can say whether it still holds. */
    @Test
    void nextAttemptHasNothingThatWasPutIntoTheFormer() {
        var job = ((Resolution.Ready) resolve(FOLDER.resolve("several-nodes"))).job();
        var next = TrainerJob.next(
                stored(TrainerJob.of(job, Attempt.FIRST, REPORT, ServedApis.NONE)), job.job(), new Attempt(2, 1));
        assertThat(next.getMetadata().getUid()).isNull();
        assertThat(next.getMetadata().getResourceVersion()).isNull();
        assertThat(next.getSpec().getSelector()).isNull();
        assertThat(next.getSpec().getTemplate().getMetadata().getLabels())
                .doesNotContainKey("batch.kubernetes.io/controller-uid");
        assertThat(next.getSpec().getTemplate().getSpec().getNodeSelector()).isNullOrEmpty();
        assertThat(next.getStatus()).isNull();
    }

    @Test
    void podsOfSeveralNodesAreInAGroupWhereNoQueueAdmitsThem() throws IOException {
        var job = ((Resolution.Ready) resolve(FOLDER.resolve("several-nodes"))).job();
        var first = TrainerJob.of(job, Attempt.FIRST, REPORT, new ServedApis(true));
        compare(
                FOLDER.resolveSibling("pod-group/out.yaml"),
                YAML.asYaml(PodGroups.of(first, job.job()).orElseThrow()) + YAML.asYaml(first));
        var next = TrainerJob.next(stored(first), job.job(), new Attempt(2, 1));
        assertThat(PodGroups.of(next, job.job()).orElseThrow().getMetadata().getName())
                .isEqualTo("sample-retry-2");
        for (var other : List.of("container-with-everything", "container-least")) {
            var without = ((Resolution.Ready) resolve(FOLDER.resolve(other))).job();
            var made = TrainerJob.of(without, Attempt.FIRST, REPORT, new ServedApis(true));
            assertThat(PodGroups.of(made, without.job())).as(other).isEmpty();
        }
        assertThat(PodGroups.of(TrainerJob.of(job, Attempt.FIRST, REPORT, ServedApis.NONE), job.job()))
                .isEmpty();
    }

    @Test
    void jobTellsWhatItWasMadeFrom() {
        var job = ((Resolution.Ready) resolve(FOLDER.resolve("profile"))).job();
        var made = TrainerJob.of(job, new Attempt(5, 2), REPORT, ServedApis.NONE);
        assertThat(Frozen.spec(made)).isEqualTo(job.job().getSpec());
        assertThat(Frozen.attempt(made)).isEqualTo(new Attempt(5, 2));
        assertThat(Frozen.image(made)).isEqualTo("registry.example/pytorch:2");
        assertThat(Frozen.report(made)).isEqualTo(REPORT);
        assertThat(Frozen.report(TrainerJob.of(job, Attempt.FIRST, Optional.empty(), ServedApis.NONE)))
                .isEmpty();
    }

    @Test
    void attemptThatSomebodyHasTakenAwayIsTheFirst() {
        var job = new JobBuilder()
                .withNewMetadata()
                .addToLabels(TrainerNames.ATTEMPT, "many")
                .endMetadata()
                .build();
        assertThat(Frozen.attempt(job)).isEqualTo(Attempt.FIRST);
        assertThat(Frozen.attempt(
                        new JobBuilder().withNewMetadata().endMetadata().build()))
                .isEqualTo(Attempt.FIRST);
    }

    /** What a user may not name is exactly what we set; HOME and USER may be set otherwise. */
    @Test
    void everyVariableOfOursIsRefusedToUsers() {
        var names = TrainerEnvironment.of(
                        ((Resolution.Ready) resolve(FOLDER.resolve("several-nodes")))
                                .job()
                                .job(),
                        Attempt.FIRST,
                        REPORT)
                .stream()
                .map(EnvVar::getName)
                .filter(name -> !Set.of("HOME", "USER").contains(name))
                .toList();
        assertThat(names).hasSizeGreaterThan(15).allSatisfy(name -> {
            var job = new TrainingJob();
            job.setSpec(YAML.unmarshal(
                    "container: {image: a, env: [{name: " + name + "}]}",
                    io.djloperator.api.v1alpha1.TrainingJobSpec.class));
            assertThat(ProfileSet.of(Map.of()).resolve(job, TRAINER)).isInstanceOf(Resolution.Refused.class);
        });
    }

    private static Resolution resolve(Path folder) {
        try {
            var profiles = folder.resolve("profiles.yaml");
            @SuppressWarnings("unchecked")
            Map<String, String> data =
                    Files.exists(profiles) ? YAML.unmarshal(Files.readString(profiles), Map.class) : Map.of();
            var job = YAML.unmarshal(Files.readString(folder.resolve("in.yaml")), TrainingJob.class);
            return ProfileSet.of(data).resolve(job, TRAINER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the API server, the Job controller and a queue leave it. */
    private static Job stored(Job job) {
        return new JobBuilder(job)
                .editMetadata()
                .withUid("99999999-2222-3333-4444-555555555555")
                .withResourceVersion("7")
                .endMetadata()
                .editSpec()
                .withNewSelector()
                .addToMatchLabels("batch.kubernetes.io/controller-uid", "99999999")
                .endSelector()
                .editTemplate()
                .editMetadata()
                .addToLabels("batch.kubernetes.io/controller-uid", "99999999")
                .endMetadata()
                .editSpec()
                .addToNodeSelector("flavor", "spot")
                .withSchedulerName("default-scheduler")
                .endSpec()
                .endTemplate()
                .endSpec()
                .withNewStatus()
                .withFailed(1)
                .endStatus()
                .build();
    }
}
