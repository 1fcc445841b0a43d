package io.djloperator.operator.trainingjob;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.api.v1alpha1.TrainingJobSpec;
import io.djloperator.operator.runtime.ReportAccess;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;
import java.util.Optional;

/** What a Job was made from. It travels with the Job, so that no later change of a profile or a default reaches a job that exists. */
final class Frozen {
    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    private Frozen() {}

    /** {@code job} as JSON: what identifies it and its merged spec, without what users and tools wrote into the metadata. */
    static String json(TrainingJob job) {
        var frozen = new TrainingJob();
        frozen.setMetadata(new ObjectMetaBuilder()
                .withName(job.getMetadata().getName())
                .withNamespace(job.getMetadata().getNamespace())
                .withUid(job.getMetadata().getUid())
                .build());
        frozen.setSpec(job.getSpec().withSuspend(false)); // the one field that lives on in the user's object
        return JSON.asJson(frozen);
    }

    /** The merged spec of {@code job}, not suspended; empty where somebody has taken it away or made it unreadable. */
    static Optional<TrainingJobSpec> found(Job job) {
        return annotated(job).flatMap(Frozen::parse).map(TrainingJob::getSpec).map(TrainingJobSpec::withDefaults);
    }

    /**
     * The same, of a Job that is known to hold it.
     *
     * @throws IllegalStateException where it does not
     */
    static TrainingJobSpec spec(Job job) {
        return found(job)
                .orElseThrow(() -> new IllegalStateException("Job \"%s\" has no annotation %s that holds a TrainingJob"
                        .formatted(job.getMetadata().getName(), TrainerNames.FROZEN_JOB)));
    }

    /** Whether {@code pod} was made for this very job, not for another of its name. One that cannot be read may be. */
    static boolean isOf(Pod pod, TrainingJob job) {
        var annotations = pod.getMetadata().getAnnotations();
        var frozen = annotations == null ? null : annotations.get(TrainerNames.FROZEN_JOB);
        return frozen != null
                && parse(frozen)
                        .map(made -> job.getMetadata()
                                .getUid()
                                .equals(made.getMetadata().getUid()))
                        .orElse(true);
    }

    /** Which attempt {@code job} is; what is missing or no number counts as the first. */
    static Attempt attempt(Job job) {
        var number = number(job.getMetadata().getLabels(), TrainerNames.ATTEMPT);
        var failures = number(job.getMetadata().getAnnotations(), TrainerNames.FAILURES);
        return new Attempt(Math.max(1, number), failures);
    }

    /** The image that the pods of {@code job} run. */
    static String image(Job job) {
        return trainer(job).getImage();
    }

    /** How the pods of {@code job} report; empty where they cannot. */
    static Optional<ReportAccess> report(Job job) {
        var annotations = job.getSpec().getTemplate().getMetadata().getAnnotations();
        return TrainerEnvironment.reportUrl(trainer(job).getEnv())
                .map(url -> new ReportAccess(url, annotations.getOrDefault(TrainerNames.REPORT_CA, "")));
    }

    private static Container trainer(Job job) {
        return job.getSpec().getTemplate().getSpec().getContainers().stream()
                .filter(container -> container.getName().equals(TrainerContainer.NAME))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Job \"%s\" has no container '%s'"
                        .formatted(job.getMetadata().getName(), TrainerContainer.NAME)));
    }

    private static Optional<String> annotated(Job job) {
        var pods = job.getSpec().getTemplate().getMetadata();
        return pods == null || pods.getAnnotations() == null
                ? Optional.empty()
                : Optional.ofNullable(pods.getAnnotations().get(TrainerNames.FROZEN_JOB));
    }

    private static Optional<TrainingJob> parse(String json) {
        try {
            return Optional.ofNullable(JSON.unmarshal(json, TrainingJob.class));
        } catch (RuntimeException unreadable) { // Fabric8 wraps every parse failure
            return Optional.empty();
        }
    }

    private static int number(Map<String, String> texts, String key) {
        var text = texts == null ? null : texts.get(key);
        return text != null && text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
    }
}
