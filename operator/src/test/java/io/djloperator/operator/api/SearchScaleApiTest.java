package io.djloperator.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A search of a thousand trials: none is lost or made twice, and what is kept of them stays small. Prints how fast it was; that decides nothing. */
@NeedsApiServer
@ParameterizedClass(allowZeroInvocations = true)
@MethodSource("io.djloperator.operator.api.ApiServers#newest")
class SearchScaleApiTest {
    private static final int TRIALS = 1000;
    private static final int PARALLELISM = 20;
    private static final int KIB = 1024;

    @Parameter
    String version;

    @Test
    void aThousandTrials() throws InterruptedException {
        var scene = new Scene(ApiServers.admin(version));
        var requests = new Requests();
        var jobs = new LinkedBlockingQueue<Appeared>();
        try (var watch = watch(scene, jobs);
                var operator = new RunningOperator(version, requests, scene.namespace)) {
            scene.createTrainingJob("tune", SearchApiTest.SEARCH.formatted(TRIALS, PARALLELISM, ", keepTrials: 30"));
            var delays = play(scene, jobs);
            var job = scene.awaitState("tune", "Completed");

            var ledger = scene.find(ConfigMap.class, "tune-trials")
                    .orElseThrow()
                    .getData()
                    .get("trials.jsonl");
            assertThat(ledger.lines()).hasSize(TRIALS).allMatch(line -> line.contains("\"state\":\"Completed\""));
            assertThat(job.getStatus().search().trials()).isEqualTo("1000/1000");
            assertThat(jobs).as("a Job that was made twice").isEmpty();
            assertThat(ledger.length()).isLessThan(512 * KIB);
            int status = Serialization.asJson(job.getStatus()).length();
            assertThat(status).isLessThan(16 * KIB);
            var writes = requests.writes();
            System.out.printf(
                    "a search of %d trials, %d at once: from a trial's end to the next trial's Job p50 %d ms, p99 %d ms; %.1f writes a trial (%.1f for the"
                            + " search: trial, ledger, status); ledger %d KiB, status %.1f KiB%n",
                    TRIALS,
                    PARALLELISM,
                    delays.get(delays.size() / 2),
                    delays.get(delays.size() * 99 / 100),
                    writes.size() / (double) TRIALS,
                    writes.stream().filter(SearchScaleApiTest::isOfTheSearch).count() / (double) TRIALS,
                    ledger.length() / KIB,
                    status / (double) KIB);
        }
    }

    private static boolean isOfTheSearch(Requests.Request request) {
        return request.resource().equals("configmaps")
                || request.resource().equals("trainingjobs")
                || request.resource().equals("trainingjobs/status") && "tune".equals(request.name());
    }

    /** When a Job was there. */
    private record Appeared(String name, long nanos) {}

    /** Ends one trial after the other, as soon as its Job is there; tells, sorted, how many milliseconds each took to be followed by another. */
    private static List<Long> play(Scene scene, BlockingQueue<Appeared> jobs) throws InterruptedException {
        var trials = new PlayedTrials(scene, "tune");
        var ends = new LinkedBlockingQueue<Long>();
        var delays = new ArrayList<Long>();
        for (int number = 1; number <= TRIALS; number++) {
            var job = jobs.poll(30, TimeUnit.SECONDS);
            assertThat(job).as("the Job of one more trial after %d", number - 1).isNotNull();
            if (number > PARALLELISM) { // the first have followed nothing
                delays.add((job.nanos() - ends.take()) / 1_000_000);
            }
            trials.completes(scene.find(TrainingJob.class, job.name()).orElseThrow(), SearchApiTest::value);
            ends.add(System.nanoTime());
        }
        Collections.sort(delays);
        return delays;
    }

    private static Watch watch(Scene scene, BlockingQueue<Appeared> jobs) {
        return scene.client.batch().v1().jobs().inNamespace(scene.namespace).watch(new Watcher<>() {
            @Override
            public void eventReceived(Action action, Job job) {
                if (action == Action.ADDED) {
                    jobs.add(new Appeared(job.getMetadata().getName(), System.nanoTime()));
                }
            }

            @Override
            public void onClose(WatcherException cause) {}
        });
    }
}
