package io.djloperator.cli.trials;

import io.djloperator.cli.CommandFailure;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which cluster and which namespace, as kubectl has it. */
final class ClusterOptions {
    private static final int TIMEOUT_MILLIS = 15_000;

    @Option(
            names = {"-n", "--namespace"},
            description = "The namespace. Default: the context's.")
    private String namespace;

    @Option(names = "--context", description = "The context of the kubeconfig. Default: its current one.")
    private String context;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "The kubeconfig. Default: $KUBECONFIG, else ~/.kube/config.")
    private Path kubeconfig;

    KubernetesClient client() {
        if (kubeconfig != null) {
            if (!Files.isReadable(kubeconfig)) {
                throw new CommandFailure("--kubeconfig " + kubeconfig + ": no such file, or it cannot be read");
            }
            System.setProperty(
                    Config.KUBERNETES_KUBECONFIG_FILE,
                    kubeconfig.toAbsolutePath().toString());
        }
        var config = Config.autoConfigure(context);
        if (context != null
                && Optional.ofNullable(config.getCurrentContext())
                        .filter(current -> context.equals(current.getName()))
                        .isEmpty()) {
            throw new CommandFailure(
                    "--context %s: the kubeconfig has no such context; `kubectl config get-contexts` names them"
                            .formatted(context));
        }
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(config)
                        .withNamespace(
                                namespace != null
                                        ? namespace
                                        : Optional.ofNullable(config.getNamespace())
                                                .orElse("default"))
                        .withRequestTimeout(TIMEOUT_MILLIS)
                        .withConnectionTimeout(TIMEOUT_MILLIS)
                        .withRequestRetryBackoffLimit(1)
                        .build())
                .build();
    }
}
