package io.djloperator.cluster;

import java.time.Duration;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Makes the images from what was built and installs the operator with one command, once for all test classes. */
final class InstalledOperator implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL).computeIfAbsent(InstalledOperator.class, key -> {
            install();
            return key;
        });
    }

    private static void install() {
        Command.run(Duration.ofMinutes(5), "dev/cluster/cluster", "images");
        Command.run(Duration.ofMinutes(1), "dev/cluster/cluster", "volumes");
        var isInstalled = !OperatorPods.all().isEmpty();
        Command.run(Duration.ofMinutes(1), "kubectl", "apply", "-k", "dev/cluster/kustomize");
        if (isInstalled) {
            // The image's name is the same after every build: only new pods run what was built last.
            OperatorPods.restart();
        }
        OperatorPods.awaitLeader();
    }
}
