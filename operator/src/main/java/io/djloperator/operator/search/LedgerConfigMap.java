package io.djloperator.operator.search;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.kube.Children;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.Map;

/** The ConfigMap that holds a search's ledger. */
final class LedgerConfigMap {
    private LedgerConfigMap() {}

    static String name(String search) {
        return search + "-trials";
    }

    /** @param version the resource version that it replaces; null for a new one */
    static ConfigMap of(TrainingJob search, Ledger ledger, String version) {
        var metadata = Children.metadata(search, name(search.getMetadata().getName()), "trials");
        metadata.setResourceVersion(version);
        return new ConfigMapBuilder()
                .withMetadata(metadata)
                .withData(LedgerText.write(ledger))
                .build();
    }

    /** @throws LedgerText.UnreadableLedger where somebody has spoilt it */
    static Ledger ledger(ConfigMap stored) {
        return LedgerText.read(stored.getData() == null ? Map.of() : stored.getData());
    }
}
