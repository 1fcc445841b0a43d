package io.djloperator.operator.kube;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** One server-side apply of the whole status from a fresh object, and none where nothing has changed. */
public final class StatusUpdate {
    private StatusUpdate() {}

    /**
     * The control for {@code current}.
     *
     * @param fresh a new object of the same kind that holds the new status only
     * @param wakeUpAfter when to reconcile again without an event
     */
    public static <T extends CustomResource<?, ?>> UpdateControl<T> of(
            T current, T fresh, Optional<Duration> wakeUpAfter) {
        fresh.setMetadata(new ObjectMetaBuilder()
                .withName(current.getMetadata().getName())
                .withNamespace(current.getMetadata().getNamespace())
                .build());
        UpdateControl<T> control = Objects.equals(current.getStatus(), fresh.getStatus())
                ? UpdateControl.noUpdate()
                : UpdateControl.patchStatus(fresh);
        wakeUpAfter.ifPresent(control::rescheduleAfter);
        return control;
    }
}
