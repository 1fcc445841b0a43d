package io.djloperator.local.controller;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import java.util.List;
import java.util.stream.Collectors;

/** Every namespace has a service account, which pods use that name no other. Pure. */
final class ServiceAccounts {
    static final String DEFAULT = "default";

    private ServiceAccounts() {}

    /** Those that are still to be made. */
    static List<ServiceAccount> missing(List<Namespace> namespaces, List<ServiceAccount> existing) {
        var served = existing.stream()
                .filter(account -> account.getMetadata().getName().equals(DEFAULT))
                .map(account -> account.getMetadata().getNamespace())
                .collect(Collectors.toSet());
        return namespaces.stream()
                .filter(namespace -> namespace.getMetadata().getDeletionTimestamp() == null)
                .map(namespace -> namespace.getMetadata().getName())
                .filter(name -> !served.contains(name))
                .map(name -> new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName(DEFAULT)
                        .withNamespace(name)
                        .endMetadata()
                        .build())
                .toList();
    }
}
