package io.djloperator.cluster;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A few clients that send requests side by side, each at a steady pace, until they are told to stop. */
final class Load implements AutoCloseable {
    private static final int CLIENTS = 4;
    private static final int PAUSE_MILLIS = 25;

    private final ScheduledExecutorService clients = Executors.newScheduledThreadPool(CLIENTS);
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong slowestNanos = new AtomicLong();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    /**
     * What was seen.
     *
     * @param failures every request that was not answered by 200
     */
    record Report(long requests, Duration slowest, List<String> failures) {}

    private Load() {}

    static Load start(Callable<Http> request) {
        var load = new Load();
        for (int i = 0; i < CLIENTS; i++) {
            load.clients.scheduleWithFixedDelay(() -> load.send(request), i, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
        return load;
    }

    private void send(Callable<Http> request) {
        var start = System.nanoTime();
        try {
            var answer = request.call();
            if (answer.status() != 200) {
                failures.add(answer.toString());
            }
        } catch (Exception e) { // whatever keeps a client from its answer is what this counts
            failures.add(e.toString());
        }
        slowestNanos.accumulateAndGet(System.nanoTime() - start, Math::max);
        requests.incrementAndGet();
    }

    /** Waits until that many more requests have been answered. */
    void awaitRequests(int more) {
        var goal = requests.get() + more;
        await(more + " requests").atMost(Duration.ofSeconds(60)).until(() -> requests.get() >= goal);
    }

    Report stop() {
        close();
        return new Report(requests.get(), Duration.ofNanos(slowestNanos.get()), List.copyOf(failures));
    }

    @Override
    public void close() {
        clients.shutdown();
        await("the last requests").atMost(Duration.ofSeconds(30)).until(clients::isTerminated);
    }
}
