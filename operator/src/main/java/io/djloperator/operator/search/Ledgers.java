package io.djloperator.operator.search;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.kube.Children;
import io.djloperator.operator.kube.Remembered;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;

/**
 * Reads and writes ledgers. Only the leader writes them, so each is read once and then remembered with its version; a write that meets another version fails, and the next
 * reconciliation reads it anew.
 */
final class Ledgers {
    private static final int MOST_REMEMBERED = 200;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final KubernetesClient client;
    private final Remembered<String, Stored> remembered = new Remembered<>(MOST_REMEMBERED);

    /**
     * A ledger that is known.
     *
     * @param written what of it stands in the ConfigMap
     */
    private record Stored(String version, Ledger ledger, Ledger written) {}

    Ledgers(KubernetesClient client) {
        this.client = client;
    }

    /**
     * The ledger of {@code search}; empty where none was written yet, or it was deleted.
     *
     * @throws NotOurs where a ConfigMap of that name belongs to somebody else
     * @throws LedgerText.UnreadableLedger where somebody has spoilt it
     */
    Optional<Ledger> read(TrainingJob search) {
        var known = remembered.get(search.getMetadata().getUid());
        if (known.isPresent()) {
            return known.map(Stored::ledger);
        }
        var stored =
                get(search.getMetadata().getNamespace(), search.getMetadata().getName());
        if (stored == null) {
            return Optional.empty();
        }
        if (!Children.belongs(stored, search)) {
            throw new NotOurs(stored.getMetadata().getName());
        }
        var ledger = LedgerConfigMap.ledger(stored);
        remember(search, stored, ledger);
        return Optional.of(ledger);
    }

    /** The ledger of another search of that name; empty where there is none. */
    Optional<Ledger> other(TrainingJob search) {
        var stored =
                get(search.getMetadata().getNamespace(), search.getMetadata().getName());
        return Optional.ofNullable(stored)
                .filter(map -> Children.belongs(map, search))
                .map(LedgerConfigMap::ledger);
    }

    private ConfigMap get(String namespace, String search) {
        return client.configMaps()
                .inNamespace(namespace)
                .withName(LedgerConfigMap.name(search))
                .get();
    }

    /**
     * Writes what must not be lost, and remembers the rest.
     *
     * @throws KubernetesClientException where it could not be written: nothing may be done then that it would have named
     */
    void write(TrainingJob search, Ledger ledger) {
        var uid = search.getMetadata().getUid();
        var known = remembered.get(uid);
        if (known.isPresent() && !ledger.isNewsTo(known.get().written())) {
            remembered.put(
                    uid, new Stored(known.get().version(), ledger, known.get().written()));
            return;
        }
        try {
            remember(
                    search,
                    known.isPresent() ? update(search, ledger, known.get().version()) : create(search, ledger),
                    ledger);
        } catch (KubernetesClientException e) {
            if (e.getCode() == CONFLICT) {
                remembered.remove(uid); // somebody has written it: to be read again
            }
            throw e;
        }
    }

    private ConfigMap create(TrainingJob search, Ledger ledger) {
        return client.resource(LedgerConfigMap.of(search, ledger, null)).create();
    }

    private ConfigMap update(TrainingJob search, Ledger ledger, String version) {
        try {
            return client.resource(LedgerConfigMap.of(search, ledger, version)).update();
        } catch (KubernetesClientException e) {
            if (e.getCode() != NOT_FOUND) {
                throw e;
            }
            return create(search, ledger); // somebody has deleted it, and nobody else knows what it held
        }
    }

    private void remember(TrainingJob search, ConfigMap stored, Ledger ledger) {
        remembered.put(
                search.getMetadata().getUid(), new Stored(stored.getMetadata().getResourceVersion(), ledger, ledger));
    }

    /** A ConfigMap that is in the way. */
    static final class NotOurs extends RuntimeException {
        NotOurs(String name) {
            super(
                    "ConfigMap \"%s\" exists and does not belong to this TrainingJob: delete it, or give the TrainingJob another name"
                            .formatted(name));
        }
    }
}
