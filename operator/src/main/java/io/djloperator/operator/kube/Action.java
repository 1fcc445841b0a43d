package io.djloperator.operator.kube;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;

/** One write that a plan asks for. {@link Apply} carries it out. */
public sealed interface Action {
    /** Creates {@code child}; one of the same name that is ours already is left alone, a stranger's is a {@link Refusal}. */
    record Create(HasMetadata child) implements Action {}

    /** Makes a long-lived child; a stranger's is never taken over. */
    record Make(HasMetadata child) implements Action {}

    /** Replaces a long-lived child of ours that has changed, in the version that was seen. */
    record Restore(HasMetadata child) implements Action {}

    /** Suspends or resumes a Job, and touches nothing else of it. */
    record Suspend(Job job, boolean suspend) implements Action {}

    /** Suspends or resumes a trial, and touches nothing else of it. */
    record SuspendTrial(TrainingJob trial, boolean suspend) implements Action {}

    /** Asks that a trial end before its time. */
    record Stop(TrainingJob trial, StopRequest request) implements Action {}

    /** Puts a Job that was made suspended into a queue of Kueue, which then has charge of it. */
    record Enqueue(Job job, String queue) implements Action {}

    /** Takes a Job out of its queue, or lets it back in, by its Workload. */
    record Hold(GenericKubernetesResource workload, boolean hold) implements Action {}

    /** Deletes a child and all that it owns; it is gone when its pods are. */
    record Delete(HasMetadata child) implements Action {}

    /** Tells the user by a Kubernetes Event. */
    record Publish(Notice notice) implements Action {}
}
