package io.djloperator.operator.report;

import io.djloperator.api.v1alpha1.Condition;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.kube.Conditions;
import io.djloperator.operator.kube.TrainingJobCache;
import io.djloperator.operator.report.Sender.JobPod;
import java.util.Optional;

/** Which TrainingJob a pod speaks for: the controller of the pod's controller, by uid and not by name alone. */
final class ReportedJob {
    private ReportedJob() {}

    /** Empty where no TrainingJob that is known here stands behind the pod. */
    static Optional<TrainingJob> of(JobPod pod, TrainingJobCache cache) {
        return cache.child(pod.namespace(), pod.job())
                .filter(job -> pod.jobUid().equals(job.getMetadata().getUid()))
                .flatMap(Owner::controller)
                .filter(owner -> owner.getKind().equals("TrainingJob"))
                .flatMap(owner -> find(new JobKey(pod.namespace(), owner.getName(), owner.getUid()), cache));
    }

    /** The very job, not another of its name. */
    static Optional<TrainingJob> find(JobKey key, TrainingJobCache cache) {
        return cache.job(key.namespace(), key.name())
                .filter(job -> key.uid().equals(job.getMetadata().getUid()));
    }

    static JobKey key(TrainingJob job) {
        var meta = job.getMetadata();
        return new JobKey(meta.getNamespace(), meta.getName(), meta.getUid());
    }

    /** Whether nothing that is reported can change it any more. */
    static boolean hasEnded(TrainingJob job) {
        return job.getMetadata().getDeletionTimestamp() != null
                || succeeded(job).filter(c -> !c.status().equals("Unknown")).isPresent();
    }

    /** Whether a rule of its own has stopped it. */
    static boolean isStopped(TrainingJob job) {
        return succeeded(job).filter(c -> c.reason().equals("Stopped")).isPresent();
    }

    private static Optional<Condition> succeeded(TrainingJob job) {
        return job.getStatus() == null
                ? Optional.empty()
                : Conditions.find(job.getStatus().conditions(), "Succeeded");
    }
}
