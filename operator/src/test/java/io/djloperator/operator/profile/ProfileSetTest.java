package io.djloperator.operator.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.api.v1alpha1.TrainingJobSpec;
import io.djloperator.operator.profile.Resolution.Ready;
import io.djloperator.operator.profile.Resolution.Refused;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileSetTest {
    private static final KubernetesSerialization YAML = new KubernetesSerialization();
    private static final String TRAINER = "example/trainer:1";
    private static final String SMALL = """
            image: example/pytorch:2
            trainerImage: example/trainer:gpu
            nodes: 2
            resources: {cpu: "4", memory: 16Gi, accelerator: {resource: nvidia.com/gpu, count: 1, product: NVIDIA-L4}}
            scheduling:
              queue: gpus
              nodeSelector: {pool: gpu}
              tolerations: [{key: team, operator: Exists}]
              serviceAccountName: trainer
            retry: {limit: 1}
            deadlines: {activeSeconds: 600}
            cleanup: {podsAfterSeconds: 60}
            limits: {cpu: 8, memory: 32Gi, accelerators: 2, nodes: 4, activeSeconds: 3600}
            allowed: {serviceAccounts: [default, data], images: ["registry.example/team/*", "example/tool:1"]}
            """;

    private static final ProfileSet PROFILES = ProfileSet.of(Map.of("gpu-small", SMALL, "broken", "limits: {cpus: 4}"));

    @Test
    void profileFillsInWhatTheUserDoesNotSay() {
        var spec = ready("profile: gpu-small").getSpec();
        assertThat(spec.nodes()).isEqualTo(2);
        assertThat(spec.resources().memory().toString()).isEqualTo("16Gi");
        assertThat(spec.resources().accelerator().product()).isEqualTo("NVIDIA-L4");
        assertThat(spec.scheduling().queue()).isEqualTo("gpus");
        assertThat(spec.scheduling().serviceAccountName()).isEqualTo("trainer");
        assertThat(spec.retry().limit()).isEqualTo(1);
        assertThat(spec.deadlines().activeSeconds()).isEqualTo(600);
        assertThat(spec.cleanup().podsAfterSeconds()).isEqualTo(60);
    }

    @Test
    void userGoesBeforeTheProfile() {
        var spec = ready(
                        "{profile: gpu-small, nodes: 1, resources: {cpu: 8}, scheduling: {nodeSelector: {disk: ssd}, tolerations: []},"
                                + " retry: {limit: 0}}")
                .getSpec();
        assertThat(spec.nodes()).isEqualTo(1);
        assertThat(spec.resources().cpu().toString()).isEqualTo("8");
        assertThat(spec.resources().memory().toString()).isEqualTo("16Gi");
        assertThat(spec.scheduling().nodeSelector()).isEqualTo(Map.of("pool", "gpu", "disk", "ssd"));
        assertThat(spec.scheduling().tolerations()).isEmpty();
        assertThat(spec.retry().limit()).isZero();
    }

    @Test
    void defaultsOfTheApiComeAfterTheProfile() {
        var spec = ready("{}").getSpec();
        assertThat(spec.nodes()).isEqualTo(1);
        assertThat(spec.resources().memory().toString()).isEqualTo("2Gi");
        assertThat(spec.retry().limit()).isEqualTo(3);
    }

    @Test
    void imageComesFromTheUserThenTheProfileThenTheOperator() {
        assertThat(image("profile: gpu-small")).isEqualTo("example/pytorch:2");
        assertThat(image("{profile: gpu-small, container: {image: registry.example/team/a:1}}"))
                .isEqualTo("registry.example/team/a:1");
        assertThat(image("{profile: gpu-small, container: {image: 'example/tool:1'}}"))
                .isEqualTo("example/tool:1");
        assertThat(((Ready) PROFILES.resolve(tabular("profile: gpu-small"), TRAINER))
                        .job()
                        .image())
                .isEqualTo("example/trainer:gpu");
        assertThat(((Ready) PROFILES.resolve(tabular("{}"), TRAINER)).job().image())
                .isEqualTo(TRAINER);
    }

    @Test
    void profileNamedDefaultIsForJobsThatNameNone() {
        var profiles = ProfileSet.of(Map.of("default", "{nodes: 3, image: a, limits: {nodes: 3}}"));
        assertThat(((Ready) profiles.resolve(job("{}"), TRAINER))
                        .job()
                        .job()
                        .getSpec()
                        .nodes())
                .isEqualTo(3);
        assertThat(profiles.resolve(job("nodes: 4"), TRAINER)).isInstanceOf(Refused.class);
    }

    /** What is wrong with the spec, and what the user is told. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "nodes: 8 | spec.nodes: 8 is more than the 4 that the profile 'gpu-small' allows: ask for less, or name another profile in `spec.profile`",
                "resources: {cpu: 9} | spec.resources.cpu: 9 is more than the 8 that",
                "resources: {memory: 33Gi} | spec.resources.memory: 33Gi is more than the 32Gi that",
                "resources: {accelerator: {resource: nvidia.com/gpu, count: 3}} | spec.resources.accelerator.count: 3 is more than the 2 that",
                "resources: {accelerator: {resource: other.example/tpu, count: 3}} | spec.resources.accelerator.count: 3 is more than the 2 that",
                "resources: {claims: [{name: a, resourceClaimName: b}]} | spec.resources.claims: the profile 'gpu-small' allows 2 accelerators, and"
                        + " claimed devices cannot be counted: leave `claims` out, or name another profile in `spec.profile`",
                "deadlines: {activeSeconds: 3601} | spec.deadlines.activeSeconds: 3601 is more than the 3600 that",
                "scheduling: {serviceAccountName: admin} | spec.scheduling.serviceAccountName: 'admin' is not allowed by the profile 'gpu-small'"
                        + " (allowed: default, data)",
                "container: {image: 'registry.example/other:1'} | spec.container.image: 'registry.example/other:1' is not allowed by the profile"
                        + " 'gpu-small' (allowed: registry.example/team/*, example/tool:1)",
                "container: {image: 'example/tool:12'} | spec.container.image: 'example/tool:12' is not allowed",
                "container: {env: [{name: A}, {name: RANK}]} | spec.container.env[1].name: 'RANK' is set by the operator; leave it out, or choose another name",
                "container: {env: [{name: NVIDIA_VISIBLE_DEVICES, value: all}]} | spec.container.env[0].name: 'NVIDIA_VISIBLE_DEVICES' is set by the operator",
                "resources: {memory: 0} | spec.resources.memory: 0 must be greater than 0; leave it out for the default",
                "resources: {sharedMemory: 17Gi} | spec.resources.sharedMemory: 17Gi is more than the memory of 16Gi, of which it is a part",
                "resources: {accelerator: {resource: nvidia.com/gpu, partition: 1g}} | spec.resources.accelerator.partition: '1g' must match",
                "scheduling: {nodeSelector: {'a b': c}} | spec.scheduling.nodeSelector: 'a b' is no label key; it must be",
                "scheduling: {tolerations: [{key: a, value: '-'}]} | spec.scheduling.tolerations: '-' is no label value; it must be",
                "scheduling: {gracePeriodSeconds: 0} | spec.scheduling.gracePeriodSeconds: 0 must be at least 1",
                "output: {uri: 'pvc://a..b'} | spec.output.uri: neither configMap://<name>/<key> nor pvc://<claim>/<path>: pvc://a..b",
                "output: {uri: 'configMap://a/b'} | spec.output.uri: 'configMap://a/b' must be pvc://<claim>/<path>, since a ConfigMap cannot be written",
            })
    void whatTheProfileDoesNotAllowIsRefusedForGood(String spec, String told) {
        var refused = (Refused) PROFILES.resolve(job("{profile: gpu-small, " + spec + "}"), TRAINER);
        assertThat(refused.message()).startsWith(told);
        assertThat(refused.isFinal()).isTrue();
    }

    @Test
    void whatTheProfileItselfNamesIsAllowed() {
        assertThat(PROFILES.resolve(job("{profile: gpu-small, scheduling: {serviceAccountName: trainer}}"), TRAINER))
                .isInstanceOf(Ready.class);
        assertThat(PROFILES.resolve(job("{profile: gpu-small, container: {image: 'example/pytorch:2'}}"), TRAINER))
                .isInstanceOf(Ready.class);
        var claims = ProfileSet.of(Map.of(
                "default",
                "{image: a, limits: {accelerators: 0}, resources: {claims: [{name: a, resourceClaimName: b}]}}"));
        assertThat(claims.resolve(job("{}"), TRAINER)).isInstanceOf(Ready.class);
    }

    @Test
    void limitedTimeMustBeSaid() {
        var profiles = ProfileSet.of(Map.of("default", "{image: a, limits: {activeSeconds: 60}}"));
        assertThat(profiles.resolve(job("{}"), TRAINER))
                .isEqualTo(
                        new Refused(
                                true,
                                "spec.deadlines.activeSeconds: must be set, to at most the 60 that the profile 'default' allows"));
        assertThat(profiles.resolve(job("deadlines: {activeSeconds: 60}"), TRAINER))
                .isInstanceOf(Ready.class);
    }

    @Test
    void withoutAProfileOnlyTheDefaultAccountIsAllowedAndAnyImage() {
        var refused = (Refused) ProfileSet.EMPTY.resolve(
                job("{container: {image: a}, scheduling: {serviceAccountName: admin}}"), TRAINER);
        assertThat(refused.message()).startsWith("spec.scheduling.serviceAccountName: 'admin' is not allowed");
        assertThat(ProfileSet.EMPTY.resolve(
                        job("{container: {image: a}, scheduling: {serviceAccountName: default}}"), TRAINER))
                .isInstanceOf(Ready.class);
        assertThat(ProfileSet.EMPTY.resolve(job("{}"), TRAINER))
                .isEqualTo(new Refused(
                        true, "spec.container.image: must be set, since the profile 'default' names no `image`"));
    }

    @Test
    void missingProfileIsWaitedForAndTheOthersAreNamed() {
        assertThat(PROFILES.resolve(job("profile: gpu"), TRAINER))
                .isEqualTo(
                        new Refused(
                                false,
                                "spec.profile: there is no profile 'gpu' (there are: broken, gpu-small); name another, or ask the platform team for it"));
        assertThat(((Refused) ProfileSet.EMPTY.resolve(job("profile: gpu"), TRAINER)).message())
                .contains("(there is none)");
    }

    /** What is wrong with a profile, and what the user is told; other profiles work on. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "limits: {cpus: 4} | `limits.cpus` is no field (there are: accelerators, activeSeconds, cpu, memory, nodes)",
                "data: {} | `data` is no field",
                "nodes: 0 | nodes: 0 must be at least 1",
                "nodes: '4' | `nodes`",
                "limits: {cpu: many} | limits.cpu: 'many' must be an amount such as 500m or 8Gi",
                "scheduling: {gracePeriodSeconds: 4000} | scheduling.gracePeriodSeconds: 4000 must be at most 3600",
                "resources: {accelerator: {count: 2}} | resources.accelerator.resource: must be set",
                "allowed: {images: ['*/a']} | `allowed.images` holds '*/a': a '*' may stand at the end only",
                "[] | Cannot deserialize",
                "{a: b | ",
                "{nodes: 1, nodes: 2} | Duplicate",
            })
    void malformedProfileHarmsOnlyThoseThatNameIt(String yaml, String told) {
        var profiles = ProfileSet.of(Map.of("bad", yaml, "good", "image: a"));
        var refused = (Refused) profiles.resolve(job("profile: bad"), TRAINER);
        assertThat(refused.message())
                .startsWith("spec.profile: the profile 'bad' cannot be read: ")
                .contains(told == null ? "" : told);
        assertThat(refused.isFinal()).isFalse();
        assertThat(profiles.resolve(job("profile: good"), TRAINER)).isInstanceOf(Ready.class);
        assertThat(profiles.resolve(job("container: {image: a}"), TRAINER)).isInstanceOf(Ready.class);
    }

    @Test
    void emptyProfileIsOneThatSaysNothing() {
        for (var yaml : new String[] {"", "{}", "# nothing yet", "null"}) {
            assertThat(ProfileSet.of(Map.of("p", yaml)).resolve(job("{profile: p, container: {image: a}}"), TRAINER))
                    .as(yaml)
                    .isInstanceOf(Ready.class);
        }
    }

    @Test
    void profileOfAnyLengthIsBounded() {
        var long_ = "# " + "x".repeat(70_000);
        assertThat(((Refused) ProfileSet.of(Map.of("p", long_)).resolve(job("profile: p"), TRAINER)).message())
                .contains("is longer than 65536 characters");
    }

    @Test
    void specThatIsTooLargeToTravelWithAPodIsRefused() {
        var argument = "x".repeat(4096);
        var refused = (Refused) ProfileSet.EMPTY.resolve(
                job("container: {image: a, args: [" + (argument + ",").repeat(60) + "]}"), TRAINER);
        assertThat(refused.message())
                .startsWith("spec: 246")
                .contains("bytes as JSON are more than the 196608 that can travel with a pod");
    }

    private static TrainingJob ready(String spec) {
        var job = job(spec);
        if (job.getSpec().profile() == null) {
            job = job("container: {image: a}");
        }
        var resolution = (Ready) PROFILES.resolve(job, TRAINER);
        assertThat(resolution.job().job().getMetadata()).isSameAs(job.getMetadata());
        return resolution.job().job();
    }

    private static String image(String spec) {
        return ((Ready) PROFILES.resolve(job(spec), TRAINER)).job().image();
    }

    /** A job with a program of its own. */
    private static TrainingJob job(String spec) {
        return of(spec.contains("container:") ? spec : with(spec, "container: {}"));
    }

    private static TrainingJob tabular(String spec) {
        return of(with(
                spec,
                "data: {tabular: {tables: [{name: a, uri: 'pvc://a/a.csv'}], target: t, task: regression}}, model: {mlp: {}},"
                        + " output: {uri: 'pvc://m/x'}"));
    }

    private static TrainingJob of(String spec) {
        var job = new TrainingJob();
        job.getMetadata().setName("sample");
        job.setSpec(YAML.unmarshal(
                "---\n" + spec, TrainingJobSpec.class)); // what begins with a brace would be read as JSON
        return job;
    }

    private static String with(String spec, String more) {
        var inner = spec.startsWith("{") ? spec.substring(1, spec.length() - 1) : spec;
        return "{" + more + (inner.isBlank() ? "" : ", " + inner) + "}";
    }
}
