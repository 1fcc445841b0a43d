package io.djloperator.operator.api;

import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Real API servers, one for each version whose binaries are below KUBE_API_TEST_DIR; started once, stopped with the JVM. */
final class ApiServers {
    /** What the operator is in the tests: the shipped account, with the shipped role and nothing more. */
    private static final String OPERATOR = "system:serviceaccount:djl-operator:djl-operator";

    /** The namespace of the operator. */
    static final String NAMESPACE = "djl-operator";

    private static final Path DEPLOY = Path.of("../deploy/kustomize/base");
    private static final Map<String, Config> STARTED = new ConcurrentHashMap<>();
    private static final Map<String, KubernetesClient> ADMINISTRATORS = new ConcurrentHashMap<>();

    private ApiServers() {}

    /** The versions that can be started, such as 1.35.4; empty where the binaries are not there. */
    static List<String> versions() {
        var folder = System.getenv("KUBE_API_TEST_DIR");
        var binaries = folder == null ? null : Path.of(folder, "k8s");
        if (binaries == null || !Files.isDirectory(binaries)) {
            return List.of();
        }
        try (Stream<Path> versions = Files.list(binaries)) {
            return versions.filter(version -> Files.isExecutable(version.resolve("kube-apiserver")))
                    .map(version -> version.getFileName().toString().split("-")[0])
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The newest of them alone, for what takes long. */
    static List<String> newest() {
        var versions = versions();
        return versions.isEmpty() ? versions : versions.subList(versions.size() - 1, versions.size());
    }

    /** The administrator's client: one for all tests of a version, not to be closed. Each has threads of its own. */
    static KubernetesClient admin(String version) {
        var config = config(version);
        return ADMINISTRATORS.computeIfAbsent(
                version,
                unknown -> new KubernetesClientBuilder().withConfig(config).build());
    }

    /** The operator's client: it may do what its shipped role allows, and {@code requests} sees all that it does. */
    static KubernetesClient operator(String version, Requests requests) {
        var config = new ConfigBuilder(config(version))
                .withNamespace(NAMESPACE)
                .withImpersonateUsername(OPERATOR)
                .withImpersonateGroups("system:serviceaccounts", "system:authenticated")
                .build();
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientBuilderConsumer(builder -> builder.addOrReplaceInterceptor("requests", requests))
                .build();
    }

    static Config config(String version) {
        return STARTED.computeIfAbsent(version, ApiServers::start);
    }

    private static Config start(String version) {
        var server = new KubeAPIServer(KubeAPIServerConfigBuilder.anAPIServerConfig()
                .withTestDir(System.getenv("KUBE_API_TEST_DIR"))
                .withApiServerVersion(version)
                .withApiServerFlag("--bind-address", "127.0.0.1")
                .build());
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
        var config = Config.fromKubeconfig(server.getKubeConfigYaml());
        install(config);
        return config;
    }

    /** The shipped CRDs, namespace, account and roles. */
    private static void install(Config config) {
        try (var client = new KubernetesClientBuilder().withConfig(config).build()) {
            for (var file : List.of(
                    "../crds/yaml/trainingjobs.djl-operator.io-v1.yml",
                    "../crds/yaml/modeldeployments.djl-operator.io-v1.yml",
                    DEPLOY + "/namespace.yaml",
                    DEPLOY + "/cluster-role.yaml",
                    DEPLOY + "/profiles.yaml")) {
                try (var yaml = Files.newInputStream(Path.of(file))) {
                    client.load(yaml).serverSideApply();
                }
            }
            client.apiextensions()
                    .v1()
                    .customResourceDefinitions()
                    .withName("modeldeployments.djl-operator.io")
                    .waitUntilCondition(
                            crd -> crd.getStatus() != null
                                    && crd.getStatus().getConditions().stream()
                                            .anyMatch(c -> c.getType().equals("Established")
                                                    && c.getStatus().equals("True")),
                            30,
                            java.util.concurrent.TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
