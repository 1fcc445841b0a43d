package io.djloperator.operator.api;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.kube.Conditions;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.ArrayList;
import java.util.List;

/** Every state that a TrainingJob's status goes through, as anyone who watches it sees them: {@code Running}, {@code Completed=True}. */
final class Trace implements AutoCloseable {
    private final List<String> states = new ArrayList<>();
    private final Watch watch;

    Trace(KubernetesClient client, String namespace, String name) {
        watch = client.resources(TrainingJob.class)
                .inNamespace(namespace)
                .withName(name)
                .watch(new Watcher<>() {
                    @Override
                    public void eventReceived(Action action, TrainingJob job) {
                        seen(job);
                    }

                    @Override
                    public void onClose(WatcherException cause) {}
                });
    }

    private synchronized void seen(TrainingJob job) {
        if (job.getStatus() == null) {
            return;
        }
        var conditions = job.getStatus().conditions();
        var succeeded = Conditions.find(conditions, "Succeeded").orElseThrow();
        var suspended = Conditions.find(conditions, "Suspended").orElseThrow();
        var state = succeeded.reason()
                + (succeeded.status().equals("Unknown") ? "" : "=" + succeeded.status())
                + (suspended.status().equals("True") ? " (suspended)" : "");
        if (states.isEmpty() || !states.get(states.size() - 1).equals(state)) {
            states.add(state);
        }
    }

    synchronized List<String> states() {
        return List.copyOf(states);
    }

    @Override
    public void close() {
        watch.close();
    }
}
