package io.djloperator.operator.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;

/**
 * Reconciles some resources of a kind, those that another package knows more of. The reconciler of the kind hands them over, and so need not know that package.
 *
 * @param <P> the kind
 */
public interface SubReconciler<P extends HasMetadata> {
    /** Whether {@code resource} is one of them. */
    boolean isFor(P resource);

    /** One step of {@code resource}. */
    UpdateControl<P> reconcile(P resource, Context<P> context);
}
