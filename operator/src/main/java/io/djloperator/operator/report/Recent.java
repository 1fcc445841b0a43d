package io.djloperator.operator.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Values that are remembered until a time of their own; where there are too many, those longest unused are forgotten. */
final class Recent<K, V> {
    private final Map<K, Dated<V>> values;

    private record Dated<V>(V value, long untilNanos) {}

    Recent(int most) {
        values = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Dated<V>> eldest) {
                return size() > most;
            }
        };
    }

    synchronized Optional<V> get(K key, long nowNanos) {
        var dated = values.get(key);
        if (dated == null) {
            return Optional.empty();
        }
        if (nowNanos - dated.untilNanos() >= 0) {
            values.remove(key);
            return Optional.empty();
        }
        return Optional.of(dated.value());
    }

    synchronized void put(K key, V value, long untilNanos) {
        values.put(key, new Dated<>(value, untilNanos));
    }

    synchronized void remove(K key) {
        values.remove(key);
    }
}
