package io.djloperator.operator.report;

import io.djloperator.operator.kube.Remembered;
import java.util.Optional;

/** Values that are remembered until a time of their own; where there are too many, those longest unused are forgotten. */
final class Recent<K, V> {
    private final Remembered<K, Dated<V>> values;

    private record Dated<V>(V value, long untilNanos) {}

    Recent(int most) {
        values = new Remembered<>(most);
    }

    Optional<V> get(K key, long nowNanos) {
        return values.get(key)
                .filter(dated -> nowNanos - dated.untilNanos() < 0)
                .map(Dated::value);
    }

    void put(K key, V value, long untilNanos) {
        values.put(key, new Dated<>(value, untilNanos));
    }

    void remove(K key) {
        values.remove(key);
    }
}
