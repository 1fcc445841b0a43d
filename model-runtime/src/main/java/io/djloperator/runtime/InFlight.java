package io.djloperator.runtime;

/** Counts the requests being worked on, and waits until there are none. */
public final class InFlight {
    private int count;
    private long lastChangeNanos = System.nanoTime();

    /** A request begins. */
    public synchronized void enter() {
        count++;
        lastChangeNanos = System.nanoTime();
    }

    /** A request has ended. */
    public synchronized void exit() {
        count--;
        lastChangeNanos = System.nanoTime();
        notifyAll();
    }

    /** How many there are now. */
    public synchronized int count() {
        return count;
    }

    /**
     * Waits until no request has been in flight for {@code quietMillis}, counted from now or later.
     *
     * @return whether it came to that within {@code maxMillis}
     */
    public synchronized boolean awaitQuiet(long quietMillis, long maxMillis) throws InterruptedException {
        long start = System.nanoTime();
        long deadline = start + maxMillis * 1_000_000;
        while (true) {
            long now = System.nanoTime();
            long since = Math.max(start, lastChangeNanos);
            long quietLeft = count > 0 ? Long.MAX_VALUE : quietMillis * 1_000_000 - (now - since);
            if (quietLeft <= 0) {
                return true;
            }
            long left = Math.min(quietLeft, deadline - now);
            if (left <= 0) {
                return false;
            }
            wait(left / 1_000_000 + 1);
        }
    }
}
