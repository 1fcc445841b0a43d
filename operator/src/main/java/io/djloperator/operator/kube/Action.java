package io.djloperator.operator.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;

/** One write that a plan asks for. {@link Apply} carries it out. */
public sealed interface Action {
    /** Creates {@code child}; one of the same name that is ours already is left alone, a stranger's is a {@link Refusal}. */
    record Create(HasMetadata child) implements Action {}

    /** Server-side apply of a long-lived child; {@code exists}: it was observed. A stranger's is never taken over. */
    record Keep(HasMetadata child, boolean exists) implements Action {}

    /** Suspends or resumes a Job, and touches nothing else of it. */
    record Suspend(Job job, boolean suspend) implements Action {}

    /** Tells the user by a Kubernetes Event. */
    record Publish(Notice notice) implements Action {}
}
