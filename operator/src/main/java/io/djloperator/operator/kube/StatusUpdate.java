package io.djloperator.operator.kube;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** One server-side apply of the whole status from a fresh object, and none where nothing has changed. */
public final class StatusUpdate {
    private static final PatchContext AS_REPORTED = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("djl-operator-report")
            .withForce(true)
            .build();

    private static final int NOT_FOUND = 404;
    private static final Duration AT_ONCE = Duration.ofMillis(50);

    private StatusUpdate() {}

    /**
     * The control for {@code current}.
     *
     * @param own the part of the stored status that this controller answers for, or null where there is none
     * @param fresh a new object of the same kind that holds the new status only
     * @param wakeUpAfter when to reconcile again without an event
     */
    public static <T extends CustomResource<?, ?>> UpdateControl<T> of(
            T current, Object own, T fresh, Optional<Duration> wakeUpAfter, Context<T> context) {
        fresh.setMetadata(new ObjectMetaBuilder()
                .withName(current.getMetadata().getName())
                .withNamespace(current.getMetadata().getNamespace())
                .withUid(current.getMetadata().getUid()) // never the status of another of the same name
                .build());
        boolean hasChanged = false;
        if (!Objects.equals(own, fresh.getStatus())) {
            try {
                var written = context.resourceOperations().serverSideApplyPrimaryStatus(fresh);
                // JOSDK takes an event that comes during its own write for the echo of that write: a change of the spec
                // that happened meanwhile would be noticed only with the next event.
                hasChanged = !Objects.equals(
                        written.getMetadata().getGeneration(),
                        current.getMetadata().getGeneration());
            } catch (KubernetesClientException e) {
                if (e.getCode() != NOT_FOUND) {
                    throw e;
                }
                return UpdateControl.noUpdate(); // deleted meanwhile
            }
        }
        UpdateControl<T> control = UpdateControl.noUpdate();
        (hasChanged ? Optional.of(AT_ONCE) : wakeUpAfter).ifPresent(control::rescheduleAfter);
        return control;
    }

    /**
     * Applies the status of {@code fresh} to {@code current} as those do who take the pods' reports: what they have written before and is not in it
     * goes away, which no apply of the controller's own could do.
     */
    public static <T extends CustomResource<?, ?>> void asReported(T current, T fresh, Context<T> context) {
        fresh.setMetadata(new ObjectMetaBuilder()
                .withName(current.getMetadata().getName())
                .withNamespace(current.getMetadata().getNamespace())
                .withUid(current.getMetadata().getUid())
                .build());
        patchReported(fresh, context.getClient());
    }

    /** Applies the status of {@code fresh} as what pods have reported. */
    public static void patchReported(CustomResource<?, ?> fresh, KubernetesClient client) {
        client.resource(fresh).subresource("status").patch(AS_REPORTED);
    }
}
