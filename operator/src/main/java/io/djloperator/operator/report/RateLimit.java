package io.djloperator.operator.report;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A token bucket for each key. The buckets longest unused are forgotten where there are too many keys. */
final class RateLimit {
    private final double perNano;
    private final int burst;
    private final Map<String, Bucket> buckets;

    private static final class Bucket {
        private double tokens;
        private long filledAt;
    }

    /**
     * @param perSecond how many tokens a bucket gains in a second
     * @param burst how many tokens a bucket holds; a new one is full
     */
    RateLimit(double perSecond, int burst, int maxKeys) {
        this.perNano = perSecond / 1e9;
        this.burst = burst;
        this.buckets = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > maxKeys;
            }
        };
    }

    /** Takes one token; or none, and answers how long to wait for one. Zero: taken. */
    synchronized Duration take(String key, long nowNanos) {
        var bucket = buckets.computeIfAbsent(key, k -> full(nowNanos));
        bucket.tokens = Math.min(burst, bucket.tokens + (nowNanos - bucket.filledAt) * perNano);
        bucket.filledAt = nowNanos;
        if (bucket.tokens >= 1) {
            bucket.tokens--;
            return Duration.ZERO;
        }
        return Duration.ofNanos((long) Math.ceil((1 - bucket.tokens) / perNano));
    }

    /** Puts one back that was taken for nothing. */
    synchronized void giveBack(String key) {
        var bucket = buckets.get(key);
        if (bucket != null) {
            bucket.tokens = Math.min(burst, bucket.tokens + 1);
        }
    }

    private Bucket full(long nowNanos) {
        var bucket = new Bucket();
        bucket.tokens = burst;
        bucket.filledAt = nowNanos;
        return bucket;
    }
}
