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

    /** @throws LedgerText.UnreadableLedger where somebody has spoilt it, with the way out */
    static Ledger ledger(ConfigMap stored) {
        try {
            return LedgerText.read(stored.getData() == null ? Map.of() : stored.getData());
        } catch (LedgerText.UnreadableLedger e) {
            throw new LedgerText.UnreadableLedger(
                    "ConfigMap %s: %s; put back what was changed, or delete the ConfigMap: what the trials' objects tell is written anew"
                            .formatted(stored.getMetadata().getName(), e.getMessage()));
        }
    }
}
