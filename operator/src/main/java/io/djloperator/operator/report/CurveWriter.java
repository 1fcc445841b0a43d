package io.djloperator.operator.report;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.api.v1alpha1.TrainingJobStatus.MetricValue;
import io.djloperator.operator.kube.Children;
import io.djloperator.operator.kube.Events;
import io.djloperator.operator.kube.Notice;
import io.djloperator.operator.kube.Refusal;
import io.djloperator.operator.kube.TrainingJobCache;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Keeps the curve of a job in a ConfigMap. Any replica may write it: each remembers the version that it wrote last, and reads the
 * ConfigMap only where another has written meanwhile.
 */
final class CurveWriter implements PacedWriter.Write<List<MetricValue>> {
    private static final Logger LOG = Logger.getLogger(CurveWriter.class);
    private static final int MOST_TOLD = 1000;
    private static final long TELL_AGAIN_NANOS = TimeUnit.DAYS.toNanos(1);

    private final KubernetesClient client;
    private final TrainingJobCache cache;
    private final LastCurves last;
    private final Clock clock;
    private final Recent<JobKey, Boolean> told = new Recent<>(MOST_TOLD);

    CurveWriter(KubernetesClient client, TrainingJobCache cache, LastCurves last, Clock clock) {
        this.client = client;
        this.cache = cache;
        this.last = last;
        this.clock = clock;
    }

    /** A job that has ended still gets the last points of its curve. */
    @Override
    public Outcome write(JobKey key, List<MetricValue> measured) {
        var job =
                ReportedJob.find(key, cache).filter(found -> found.getMetadata().getDeletionTimestamp() == null);
        if (job.isEmpty()) {
            last.forget(key);
            return Outcome.OBSOLETE;
        }
        var known = last.get(key);
        return known.isPresent() ? update(key, job.get(), known.get(), measured) : first(key, job.get(), measured);
    }

    private Outcome first(JobKey key, TrainingJob job, List<MetricValue> measured) {
        var stored = client.configMaps()
                .inNamespace(key.namespace())
                .withName(CurveConfigMap.name(job))
                .get();
        if (stored == null) {
            var curve = Curve.EMPTY.with(measured);
            remember(key, client.resource(CurveConfigMap.of(job, curve, null)).create(), curve);
            return Outcome.WRITTEN;
        }
        if (!Children.belongs(stored, job)) {
            tell(key, job, stored);
            return Outcome.REFUSED; // a stranger's: left alone
        }
        return update(key, job, new LastCurves.Written(version(stored), CurveConfigMap.curve(stored)), measured);
    }

    /** Once, as far as a bounded memory goes: the Event is the same each time, and so is made only once. */
    private void tell(JobKey key, TrainingJob job, ConfigMap stored) {
        if (told.get(key, System.nanoTime()).isPresent()) {
            return;
        }
        told.put(key, true, System.nanoTime() + TELL_AGAIN_NANOS);
        var words =
                "no curve is kept: ConfigMap \"%s\" exists and does not belong to this TrainingJob: delete or rename it"
                        .formatted(stored.getMetadata().getName());
        LOG.warnf("%s/%s: %s", key.namespace(), key.name(), words);
        Events.publish(new Notice(true, Refusal.NAME_TAKEN, words), job, client, clock.instant());
    }

    private Outcome update(JobKey key, TrainingJob job, LastCurves.Written known, List<MetricValue> measured) {
        var curve = known.curve().with(measured);
        try {
            remember(
                    key,
                    client.resource(CurveConfigMap.of(job, curve, known.version()))
                            .update(),
                    curve);
            return Outcome.WRITTEN;
        } catch (KubernetesClientException e) {
            last.forget(key);
            if (e.getCode() == 404) {
                return Outcome.RETRIED; // deleted by somebody: made anew
            }
            throw e;
        }
    }

    private void remember(JobKey key, ConfigMap written, Curve curve) {
        last.put(key, new LastCurves.Written(version(written), curve));
    }

    private static String version(ConfigMap map) {
        return map.getMetadata().getResourceVersion();
    }
}
