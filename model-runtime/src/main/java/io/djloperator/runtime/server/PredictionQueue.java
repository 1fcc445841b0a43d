package io.djloperator.runtime.server;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Requests that wait for a worker, first come first served, and how they are put together. */
final class PredictionQueue {
    private final BlockingQueue<Job> jobs;
    private final int batchSize;
    private final long maxDelayNanos;

    PredictionQueue(ServerSettings settings) {
        jobs = new ArrayBlockingQueue<>(settings.queueSize());
        batchSize = settings.batchSize();
        maxDelayNanos = TimeUnit.MILLISECONDS.toNanos(settings.maxBatchDelayMillis());
    }

    /** The answer to come; empty where the queue is full. */
    Optional<CompletableFuture<Output>> offer(Input input) {
        var job = new Job(input, new CompletableFuture<>());
        return jobs.offer(job) ? Optional.of(job.answer) : Optional.empty();
    }

    /** Waits for a request, then for others, until the batch is full or the first one has waited long enough. */
    List<Job> take() throws InterruptedException {
        var batch = new ArrayList<Job>();
        batch.add(jobs.take());
        long deadline = System.nanoTime() + maxDelayNanos;
        while (batch.size() < batchSize) {
            var next = jobs.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (next == null) {
                break;
            }
            batch.add(next);
        }
        return batch;
    }

    /** A request and the answer to come. */
    record Job(Input input, CompletableFuture<Output> answer) {}
}
