package io.djloperator.trainer.report;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Tells the operator in the background how far the training is: always the newest state, never a queue. Nothing that goes wrong with it
 * delays or changes the training; the first problem is a line.
 */
public final class Reports implements AutoCloseable {
    private static final Duration LAST_LIMIT = Duration.ofSeconds(2);

    /** Sends one report. */
    interface Sender {
        Answer send(ReportBody body) throws InterruptedException;
    }

    /**
     * How often reports are sent at the most.
     *
     * @param usual of what changes with every step
     * @param atOnce of what is worth to be told at once
     */
    record Pace(Duration usual, Duration atOnce) {
        static final Pace OF_THE_OPERATOR = new Pace(Duration.ofSeconds(5), Duration.ofSeconds(1));
    }

    private final Sender sender;
    private final Pace pace;
    private final Consumer<String> lines;
    private final Runnable stop;
    private final Thread thread = new Thread(this::run, "reports");
    private ReportBody newest;
    private boolean isUnsent;
    private boolean isUrgent;
    private boolean isClosed;
    private boolean hasWarned;
    private boolean isCheckpointKept = true;
    private long lastNanos;
    private long pauseEndNanos = System.nanoTime();

    /** @param stop called where an answer says that the training shall stop, perhaps more than once */
    Reports(Sender sender, Pace pace, Consumer<String> lines, Runnable stop) {
        this.sender = sender;
        this.pace = pace;
        this.lines = lines;
        this.stop = stop;
        lastNanos = System.nanoTime() - pace.usual().toNanos();
        thread.setDaemon(true);
    }

    /** To where the environment says; where it says nothing, nothing is ever sent. */
    public static Reports of(Map<String, String> environment, Consumer<String> lines, Runnable stop) {
        var target = ReportTarget.of(environment);
        var reports = new Reports(
                target.<Sender>map(ReportClient::new)
                        .orElse(body -> new Answer(null, Duration.ZERO, true, false, true)),
                Pace.OF_THE_OPERATOR,
                lines,
                stop);
        if (target.isPresent()) {
            reports.start();
        } else if (environment.containsKey("DJL_REPORT_URL")) {
            reports.warn("DJL_REPORT_URL must begin with https://, and DJL_REPORT_TOKEN_FILE must be set");
        }
        return reports;
    }

    void start() {
        thread.start();
    }

    /** Takes the newest state; costs the caller nothing. */
    public synchronized void update(ReportBody body, boolean atOnce) {
        newest = body;
        isUnsent = true;
        if (atOnce && !isUrgent) {
            isUrgent = true;
            notifyAll();
        }
    }

    /** Whether somebody may go on from a checkpoint: false only where an answer has said so. */
    public synchronized boolean isCheckpointKept() {
        return isCheckpointKept;
    }

    /** Sends the last state, where it has not been sent and the receiver is there; this takes two seconds at the most. */
    @Override
    public void close() {
        synchronized (this) {
            isClosed = true;
            notifyAll();
        }
        try {
            thread.join(LAST_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }

    private void run() {
        try {
            while (awaitNext()) {
                ReportBody body;
                synchronized (this) {
                    body = newest;
                    isUnsent = false;
                    isUrgent = false;
                }
                var answer = sender.send(body);
                handle(answer);
                if (answer.isStop()) {
                    stop.run();
                }
            }
        } catch (InterruptedException e) {
            return; // the process does not wait for it any longer
        }
    }

    /** Waits until there is something to send and it is time to; false where nothing will be sent any more. */
    private synchronized boolean awaitNext() throws InterruptedException {
        while (true) {
            long now = System.nanoTime();
            if (isClosed && (!isUnsent || pauseEndNanos - now > 0)) {
                return false;
            }
            long interval = (isUrgent || isClosed ? pace.atOnce() : pace.usual()).toNanos();
            long left = Math.max(lastNanos + interval - now, pauseEndNanos - now);
            if (isUnsent && left <= 0) {
                return true;
            }
            wait(Math.max(1, (isUnsent ? left : pace.usual().toNanos()) / 1_000_000));
        }
    }

    private synchronized void handle(Answer answer) {
        lastNanos = System.nanoTime();
        pauseEndNanos = lastNanos + answer.pause().toNanos();
        if (answer.isAccepted()) {
            isCheckpointKept = answer.isCheckpointKept();
        } else {
            isUnsent = true; // until a newer one takes its place
            warn(answer.problem());
        }
        if (answer.isLast()) {
            isClosed = true;
            isUnsent = false;
        }
    }

    private void warn(String problem) {
        if (!hasWarned) {
            hasWarned = true;
            lines.accept("report  not accepted: " + problem + "; the training goes on");
        }
    }
}
