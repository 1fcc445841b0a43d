package io.djloperator.operator.runtime;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.kube.TrainingJobCache;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The gauge {@code djl_operator_jobs}: how many TrainingJobs are in each state, as the reason of {@code Succeeded} names it. */
@ApplicationScoped
public class JobsByState {
    private static final Logger LOG = Logger.getLogger(JobsByState.class);
    private static final long EVERY_SECONDS = 10;

    /** A state is one of a few words; should one come from elsewhere, it must not make a metric without end. */
    private static final int MOST_STATES = 40;

    private final TrainingJobCache cache;
    private final MultiGauge gauge;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "jobs-by-state");
        thread.setDaemon(true);
        return thread;
    });

    JobsByState(TrainingJobCache cache, MeterRegistry registry) {
        this.cache = cache;
        this.gauge = MultiGauge.builder("djl.operator.jobs")
                .description("TrainingJobs in each state")
                .register(registry);
    }

    void onStart(@Observes StartupEvent event) {
        timer.scheduleWithFixedDelay(this::count, 1, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    void onStop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
    }

    private void count() {
        try {
            show(count(cache.all()));
        } catch (RuntimeException e) {
            LOG.debug(
                    "jobs are not counted yet",
                    e); // the watches are not there at first; a timer that throws would stop
        }
    }

    private void show(Map<String, Integer> counts) {
        var rows = counts.entrySet().stream()
                .<MultiGauge.Row<?>>map(entry -> MultiGauge.Row.of(Tags.of("state", entry.getKey()), entry.getValue()))
                .toList();
        gauge.register(rows, true);
    }

    static Map<String, Integer> count(List<TrainingJob> jobs) {
        var counts = new TreeMap<String, Integer>();
        for (var job : jobs) {
            var state = state(job);
            counts.merge(counts.containsKey(state) || counts.size() < MOST_STATES ? state : "Other", 1, Integer::sum);
        }
        return counts;
    }

    private static String state(TrainingJob job) {
        if (job.getStatus() == null) {
            return "New";
        }
        return job.getStatus().conditions().stream()
                .filter(condition -> condition.type().equals("Succeeded"))
                .map(condition -> condition.reason())
                .findFirst()
                .orElse("New");
    }
}
