package io.djloperator.operator.kube;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What this replica's watches know of TrainingJobs and their Jobs, for those that do not reconcile: a report is answered by any
 * replica, and must not cost a request to the API server.
 */
@ApplicationScoped
public class TrainingJobCache {
    private volatile Lookups lookups =
            new Lookups((n, j) -> Optional.empty(), (n, j) -> Optional.empty(), Stream::empty);

    private record Lookups(
            BiFunction<String, String, Optional<TrainingJob>> job,
            BiFunction<String, String, Optional<Job>> child,
            Supplier<Stream<TrainingJob>> all) {}

    /**
     * Fills the cache from the watches of the reconciler, which calls this where it prepares its event sources.
     *
     * @param job finds a TrainingJob by namespace and name
     * @param child finds a TrainingJob's Job by namespace and name
     * @param all every TrainingJob, for the metrics
     */
    public void bind(
            BiFunction<String, String, Optional<TrainingJob>> job,
            BiFunction<String, String, Optional<Job>> child,
            Supplier<Stream<TrainingJob>> all) {
        lookups = new Lookups(job, child, all);
    }

    /** As above, where nobody counts. */
    public void bind(
            BiFunction<String, String, Optional<TrainingJob>> job, BiFunction<String, String, Optional<Job>> child) {
        bind(job, child, Stream::empty);
    }

    /** The TrainingJob of that name; empty where there is none, and before the reconciler has bound its watches. */
    public Optional<TrainingJob> job(String namespace, String name) {
        return lookups.job().apply(namespace, name);
    }

    /** The Job of that name, where it is one of ours. */
    public Optional<Job> child(String namespace, String jobName) {
        return lookups.child().apply(namespace, jobName);
    }

    /** All TrainingJobs that are known, in no order. */
    public List<TrainingJob> all() {
        return lookups.all().get().toList();
    }
}
