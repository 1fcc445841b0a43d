package io.djloperator.operator.kube;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What was found out of a bounded number of keys: where there are too many, those longest unused are forgotten. For several threads. */
public final class Remembered<K, V> {
    private final Map<K, V> values;

    /** @param most how many keys are remembered */
    public Remembered(int most) {
        values = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    /** The value of a key; empty where it is not known, or not any more. */
    public synchronized Optional<V> get(K key) {
        return Optional.ofNullable(values.get(key));
    }

    /** Remembers a value, in the place of a former one. */
    public synchronized void put(K key, V value) {
        values.put(key, value);
    }

    /** Forgets a key. */
    public synchronized void remove(K key) {
        values.remove(key);
    }
}
