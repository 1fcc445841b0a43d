package io.djloperator.cli.trials;

import io.djloperator.cli.CommandFailure;
import io.djloperator.cli.YamlDocuments;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesResourceUtil;
import java.io.IOException;
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

    /** @throws CommandFailure where the options or the kubeconfig name no cluster or no namespace */
    KubernetesClient client() {
        if (kubeconfig != null) {
            if (!Files.isReadable(kubeconfig)) {
                throw CommandFailure.wrongUse("--kubeconfig " + kubeconfig + ": no such file, or it cannot be read");
            }
            System.setProperty(
                    Config.KUBERNETES_KUBECONFIG_FILE,
                    kubeconfig.toAbsolutePath().toString());
        }
        Config.getKubeconfigFilenames().forEach(ClusterOptions::requireYaml);
        var config = config();
        if (context != null
                && Optional.ofNullable(config.getCurrentContext())
                        .filter(current -> context.equals(current.getName()))
                        .isEmpty()) {
            throw CommandFailure.wrongUse(
                    "--context %s: the kubeconfig has no such context; `kubectl config get-contexts` names them"
                            .formatted(context));
        }
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(config)
                        .withNamespace(namespace(config))
                        .withRequestTimeout(TIMEOUT_MILLIS)
                        .withConnectionTimeout(TIMEOUT_MILLIS)
                        .withRequestRetryBackoffLimit(1)
                        .build())
                .build();
    }

    private Config config() {
        try {
            return Config.autoConfigure(context);
        } catch (RuntimeException e) { // of many kinds, according to what is wrong
            throw CommandFailure.wrongUse("the kubeconfig cannot be used: " + SearchReader.cause(e));
        }
    }

    /** The client's own reader has no bounds, and says what it finds by an exception's trace. */
    private static void requireYaml(String file) {
        if (!Files.isRegularFile(Path.of(file))) {
            return; // of several that KUBECONFIG names, some may be missing
        }
        try {
            YamlDocuments.of("kubeconfig " + file, Files.readString(Path.of(file)));
        } catch (IOException e) {
            throw CommandFailure.wrongUse("kubeconfig %s: is no text that can be read".formatted(file));
        }
    }

    private String namespace(Config config) {
        var name = namespace != null
                ? namespace
                : Optional.ofNullable(config.getNamespace()).orElse("default");
        if (!KubernetesResourceUtil.isValidName(name)) {
            throw CommandFailure.wrongUse(
                    "%s '%s': is no name of a namespace, which has at most 63 lower case letters, digits and '-'"
                            .formatted(namespace != null ? "--namespace" : "the kubeconfig's namespace", name));
        }
        return name;
    }
}
