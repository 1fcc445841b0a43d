package io.djloperator.operator.trainingjob;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the pods of a job find each other: the variables that PyTorch reads ({@code MASTER_ADDR}, {@code RANK}, …) and the defaults of torchrun's
 * options ({@code PET_*}). A rank is a pod; torchrun gives each of its processes a rank of its own.
 */
final class Rendezvous {
    private static final String PORT = "29500";
    private static final String INDEX = "metadata.labels['batch.kubernetes.io/job-completion-index']";

    private Rendezvous() {}

    /** For each container of {@code job}, whose spec has its defaults. */
    static List<EnvVar> environment(TrainingJob job, Attempt attempt) {
        var spec = job.getSpec();
        var isGroup = spec.nodes() > 1;
        var nodes = String.valueOf(spec.nodes());
        var host = isGroup ? TrainerNames.firstHost(job, attempt.number()) : "127.0.0.1";
        var accelerator = spec.resources().accelerator();
        return Stream.of(
                        value("MASTER_ADDR", host),
                        value("MASTER_PORT", PORT),
                        isGroup ? index("RANK") : value("RANK", "0"),
                        value("WORLD_SIZE", nodes),
                        value("LOCAL_RANK", "0"),
                        value("PET_NNODES", nodes),
                        isGroup ? index("PET_NODE_RANK") : value("PET_NODE_RANK", "0"),
                        value("PET_MASTER_ADDR", host),
                        value("PET_MASTER_PORT", PORT),
                        value("PET_NPROC_PER_NODE", accelerator == null ? "1" : String.valueOf(accelerator.count())))
                .toList();
    }

    private static EnvVar value(String name, String value) {
        return new EnvVar(name, value, null);
    }

    /** The pod's place in the Job, which the Job controller writes on it. */
    private static EnvVar index(String name) {
        return new EnvVarBuilder()
                .withName(name)
                .withNewValueFrom()
                .withNewFieldRef()
                .withFieldPath(INDEX)
                .endFieldRef()
                .endValueFrom()
                .build();
    }
}
