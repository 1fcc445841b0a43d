package io.djloperator.operator.kube;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The only writer of anything but status. */
public final class Apply {
    private static final int CONFLICT = 409;

    private Apply() {}

    /**
     * Carries out {@code actions} in order and stops at the first that the API server refuses.
     *
     * @return the refusal, for the status; empty where all went well
     * @throws KubernetesClientException where the API server could not be reached or failed: to be tried again
     */
    public static <P extends HasMetadata> Optional<Refusal> all(
            List<Action> actions, P owner, Context<P> context, Instant now) {
        for (var action : actions) {
            try {
                carryOut(action, owner, context, now);
            } catch (NameTakenException e) {
                return Optional.of(new Refusal(Refusal.NAME_TAKEN, e.getMessage()));
            } catch (KubernetesClientException e) {
                return Optional.of(Refusal.of(e).orElseThrow(() -> e));
            }
        }
        return Optional.empty();
    }

    private static <P extends HasMetadata> void carryOut(Action action, P owner, Context<P> context, Instant now) {
        if (action instanceof Action.Create create) {
            create(create.child(), owner, context);
        } else if (action instanceof Action.Make make) {
            make(make.child(), owner, context);
        } else if (action instanceof Action.Restore restore) {
            restore(restore.child(), owner, context);
        } else if (action instanceof Action.Suspend suspend) {
            context.resourceOperations().jsonPatch(suspend.job(), job -> withSuspend(job, suspend.suspend(), context));
        } else if (action instanceof Action.SuspendTrial suspend) {
            context.resourceOperations().jsonPatch(suspend.trial(), trial -> withSuspend(trial, suspend.suspend()));
        } else if (action instanceof Action.Stop stop) {
            context.resourceOperations().jsonPatch(stop.trial(), trial -> with(trial, stop.request(), context));
        } else if (action instanceof Action.Enqueue enqueue) {
            context.resourceOperations().jsonPatch(enqueue.job(), job -> withQueue(job, enqueue.queue(), context));
        } else if (action instanceof Action.Hold hold) {
            Workloads.hold(hold.workload(), hold.hold(), context.getClient());
        } else if (action instanceof Action.Delete delete) {
            context.getClient()
                    .resource(delete.child())
                    .withPropagationPolicy(DeletionPropagation.FOREGROUND)
                    .delete();
        } else if (action instanceof Action.Publish publish) {
            Events.publish(publish.notice(), owner, context.getClient(), now);
        }
    }

    private static <P extends HasMetadata> void create(HasMetadata child, P owner, Context<P> context) {
        try {
            if (child instanceof Job || child instanceof TrainingJob) {
                // Through JOSDK, so that the next reconciliation sees it even where the watch is late.
                context.resourceOperations().create(child);
            } else {
                context.getClient().resource(child).create();
            }
        } catch (KubernetesClientException e) {
            refuseStranger(e, child, owner, context);
        }
    }

    private static <P extends HasMetadata> void make(HasMetadata child, P owner, Context<P> context) {
        // With a resource version the apply fails where the object exists, instead of taking over a stranger's.
        child.getMetadata().setResourceVersion("1");
        try {
            context.resourceOperations().serverSideApply(child);
        } catch (KubernetesClientException e) {
            refuseStranger(e, child, owner, context);
        }
    }

    private static <P extends HasMetadata> void restore(HasMetadata child, P owner, Context<P> context) {
        try {
            // An update and no apply: an apply leaves what others have added.
            context.resourceOperations().update(child);
        } catch (KubernetesClientException e) {
            refuseStranger(e, child, owner, context); // where it is ours it has changed since: its event comes
        }
    }

    private static <P extends HasMetadata> void refuseStranger(
            KubernetesClientException e, HasMetadata child, P owner, Context<P> context) {
        if (e.getCode() != CONFLICT) {
            throw e;
        }
        var existing = context.getClient().resource(child).get();
        if (existing == null) {
            throw e;
        }
        if (!Children.belongs(existing, owner)) {
            throw new NameTakenException(
                    "%s \"%s\" exists and does not belong to this %s: delete it, or give the %s another name"
                            .formatted(
                                    child.getKind(), child.getMetadata().getName(), owner.getKind(), owner.getKind()));
        }
    }

    private static TrainingJob withSuspend(TrainingJob trial, boolean suspend) {
        var copy = new TrainingJob();
        copy.setMetadata(trial.getMetadata());
        copy.setStatus(trial.getStatus());
        copy.setSpec(trial.getSpec().withSuspend(suspend));
        return copy;
    }

    private static TrainingJob with(TrainingJob trial, StopRequest request, Context<?> context) {
        var copy = context.getClient().getKubernetesSerialization().clone(trial);
        var annotations = new TreeMap<>(copy.getMetadata().getAnnotations());
        annotations.putAll(request.annotations());
        copy.getMetadata().setAnnotations(annotations);
        return copy;
    }

    private static Job withQueue(Job job, String queue, Context<?> context) {
        var copy = context.getClient().getKubernetesSerialization().clone(job);
        copy.getMetadata().getLabels().put(Workloads.QUEUE, queue);
        return copy;
    }

    private static Job withSuspend(Job job, boolean suspend, Context<?> context) {
        KubernetesSerialization copier = context.getClient().getKubernetesSerialization();
        var copy = copier.clone(job);
        copy.getSpec().setSuspend(suspend);
        return copy;
    }

    private static final class NameTakenException extends RuntimeException {
        NameTakenException(String message) {
            super(message);
        }
    }
}
