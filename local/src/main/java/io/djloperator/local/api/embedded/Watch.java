package io.djloperator.local.api.embedded;

import io.djloperator.local.api.embedded.Store.Change;
import io.djloperator.local.api.embedded.Target.Key;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The changes that one watching client has not been sent yet. */
final class Watch {
    private static final int MAX_BACKLOG = 10_000;

    private final BlockingQueue<Change> backlog = new LinkedBlockingQueue<>(MAX_BACKLOG);
    private final Predicate<Key> keys;
    private volatile boolean overrun;

    Watch(Predicate<Key> keys) {
        this.keys = keys;
    }

    void offer(Change change) {
        if (keys.test(change.key()) && !backlog.offer(change)) {
            overrun = true;
        }
    }

    /** The next change, or empty where none came within the time. */
    Optional<Change> next(long waitMillis) throws InterruptedException {
        return Optional.ofNullable(backlog.poll(waitMillis, TimeUnit.MILLISECONDS));
    }

    /** The client was too slow and has missed changes: its connection must end, so that it lists again. */
    boolean isOverrun() {
        return overrun;
    }
}
