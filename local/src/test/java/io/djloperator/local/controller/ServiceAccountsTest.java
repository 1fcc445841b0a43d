package io.djloperator.local.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceAccountsTest {
    @Test
    void everyNamespaceHasItsOwn() {
        assertThat(ServiceAccounts.missing(
                        List.of(namespace("a"), namespace("b")), List.of(account("default", "a"), account("own", "b"))))
                .singleElement()
                .satisfies(account -> {
                    assertThat(account.getMetadata().getNamespace()).isEqualTo("b");
                    assertThat(account.getMetadata().getName()).isEqualTo("default");
                });
    }

    private static Namespace namespace(String name) {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .build();
    }

    private static ServiceAccount account(String name, String namespace) {
        return new ServiceAccountBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .build();
    }
}
