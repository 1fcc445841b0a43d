package io.djloperator.operator.trainingjob;

import io.djloperator.api.v1alpha1.Container;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.kube.Labels;
import io.djloperator.operator.kube.Requirements;
import io.djloperator.operator.kube.StoreUri;
import io.djloperator.operator.runtime.ReportAccess;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The environment of a training container. */
final class TrainerEnvironment {
    private TrainerEnvironment() {}

    static List<EnvVar> of(TrainingJob job, Attempt attempt, Optional<ReportAccess> report) {
        var spec = job.getSpec();
        var ofUser = spec.container() == null ? List.<EnvVar>of() : ofUser(spec.container());
        return Stream.of(
                        Requirements.visibility(spec.resources()).stream(),
                        home(job)
                                .filter(ours -> ofUser.stream()
                                        .noneMatch(theirs -> theirs.getName().equals(ours.getName()))),
                        sharing(job),
                        report.stream().flatMap(TrainerEnvironment::report),
                        output(job),
                        spec.container() != null || spec.nodes() > 1
                                ? Rendezvous.environment(job, attempt).stream()
                                : Stream.<EnvVar>of(),
                        ofUser.stream())
                .flatMap(part -> part)
                .toList();
    }

    /**
     * Caches go where something can be written. Programs that ask for the user's name fail where the image has no user 1000, as Python's
     * {@code getpass} does, which PyTorch's compiler asks.
     */
    private static Stream<EnvVar> home(TrainingJob job) {
        return job.getSpec().container() == null
                ? Stream.of(value("DJL_CACHE_DIR", TrainerContainer.SCRATCH + "/djl"))
                : Stream.of(value("HOME", TrainerContainer.SCRATCH), value("USER", "trainer"));
    }

    /** Trials prepare the same data: the first does it for all. */
    private static Stream<EnvVar> sharing(TrainingJob job) {
        var labels = job.getMetadata().getLabels();
        return job.getSpec().container() == null && labels != null && labels.containsKey(Labels.SEARCH)
                ? Stream.of(value("DJL_SHARE_DATA", "true"))
                : Stream.of();
    }

    private static Stream<EnvVar> report(ReportAccess access) {
        return Stream.of(
                value("DJL_REPORT_URL", access.url()),
                value("DJL_REPORT_TOKEN_FILE", JobFiles.REPORT_TOKEN),
                value("DJL_REPORT_CA_FILE", JobFiles.REPORT_CA));
    }

    private static Stream<EnvVar> output(TrainingJob job) {
        var spec = job.getSpec();
        if (spec.container() == null || spec.output() == null) {
            return Stream.of();
        }
        var folder = StoreUri.folder(spec.output().uri());
        return Stream.of(
                value("DJL_OUTPUT_DIR", folder),
                value(
                        "DJL_CHECKPOINT_DIR",
                        folder + "/.checkpoints/" + job.getMetadata().getUid()));
    }

    /** Literally what the user wrote: Kubernetes would put other variables in for {@code $(NAME)}, and reads {@code $$} as one {@code $}. */
    private static List<EnvVar> ofUser(Container container) {
        return container.env().stream()
                .map(variable -> value(variable.name(), variable.value().replace("$", "$$")))
                .toList();
    }

    private static EnvVar value(String name, String value) {
        return new EnvVar(name, value.isEmpty() ? null : value, null);
    }

    /** Where a pod sends its reports, by its own environment; empty where it has no such address. */
    static Optional<String> reportUrl(List<EnvVar> environment) {
        return environment.stream()
                .filter(variable -> variable.getName().equals("DJL_REPORT_URL"))
                .map(EnvVar::getValue)
                .findFirst();
    }
}
