package io.djloperator.operator.modeldeployment;

import io.djloperator.api.v1alpha1.ModelDeployment;
import io.djloperator.operator.kube.Requirements;
import io.djloperator.operator.kube.Restricted;
import io.djloperator.operator.kube.SharedMemory;
import io.djloperator.operator.runtime.Settings;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The container of DJL Serving, configured by its environment alone. The management port can load code, so it listens on loopback
 * only; metrics and readiness come from our runtime jar on a port of its own, since DJL Serving's {@code /ping} says healthy with
 * no worker.
 */
final class ServerContainer {
    private static final String HOME = "/opt/djl";
    private static final int DRAIN_SECONDS = 25;
    private static final long PRE_STOP_SECONDS = 5;
    private static final int QUEUE = 1000;

    private ServerContainer() {}

    static String modelFolder(ModelDeployment deployment) {
        return "/models/" + ServingNames.child(deployment);
    }

    static Container of(ModelDeployment deployment, Settings settings) {
        var resources = deployment.getSpec().resources();
        return new ContainerBuilder()
                .withName(ServingNames.SERVER)
                .withImage(
                        resources.accelerator() == null ? settings.servingImage() : settings.servingAcceleratorImage())
                .withEnv(Stream.concat(environment(deployment).stream(), Requirements.visibility(resources).stream())
                        .toList())
                .withPorts(
                        new ContainerPortBuilder()
                                .withName("http")
                                .withContainerPort(ServingNames.INFERENCE_PORT)
                                .withProtocol("TCP")
                                .build(),
                        new ContainerPortBuilder()
                                .withName("metrics")
                                .withContainerPort(ServingNames.METRICS_PORT)
                                .withProtocol("TCP")
                                .build())
                .withResources(Requirements.of(resources))
                .withSecurityContext(Restricted.container())
                .withStartupProbe(probe("/ready", "metrics", 2, 150))
                .withReadinessProbe(probe("/ready", "metrics", 5, 2))
                .withLivenessProbe(probe("/ping", "http", 10, 6))
                .withNewLifecycle()
                .withNewPreStop()
                .withNewSleep(PRE_STOP_SECONDS)
                .endPreStop()
                .endLifecycle()
                .addNewVolumeMount()
                .withName(ServingPod.MODELS)
                .withMountPath("/models")
                .withReadOnly(true)
                .endVolumeMount()
                .addNewVolumeMount()
                .withName(ServingPod.DEPS)
                .withMountPath(HOME + "/deps/" + FetchContainer.RUNTIME_JAR)
                .withSubPath(FetchContainer.RUNTIME_JAR) // the image's own jars in deps/ must stay visible
                .withReadOnly(true)
                .endVolumeMount()
                .addNewVolumeMount()
                .withName(ServingPod.SCRATCH)
                .withMountPath("/tmp")
                .endVolumeMount()
                .addNewVolumeMount()
                .withName(ServingPod.LOGS)
                .withMountPath(HOME + "/logs")
                .endVolumeMount()
                .addAllToVolumeMounts(SharedMemory.mounts(resources))
                .build();
    }

    private static List<EnvVar> environment(ModelDeployment deployment) {
        var server = deployment.getSpec().server();
        var name = ServingNames.child(deployment);
        var workers = String.valueOf(server.workers());
        var environment = new LinkedHashMap<String, String>();
        environment.put("SERVING_LOAD_MODELS", name + "=file://" + modelFolder(deployment));
        environment.put("SERVING_INFERENCE_ADDRESS", "http://0.0.0.0:" + ServingNames.INFERENCE_PORT);
        environment.put("SERVING_MANAGEMENT_ADDRESS", "http://127.0.0.1:" + ServingNames.MANAGEMENT_PORT);
        environment.put("SERVING_MIN_WORKERS", workers);
        environment.put("SERVING_MAX_WORKERS", workers);
        environment.put("SERVING_BATCH_SIZE", String.valueOf(server.batching().maxSize()));
        environment.put(
                "SERVING_MAX_BATCH_DELAY", String.valueOf(server.batching().maxDelayMillis()));
        environment.put("SERVING_JOB_QUEUE_SIZE", String.valueOf(QUEUE));
        environment.put("SERVING_WAIT_MODEL_LOADING", "true");
        environment.put("OPT_OUT_TRACKING", "true");
        environment.put("DJL_OFFLINE", "true");
        environment.put("DJL_CACHE_DIR", "/tmp/djl");
        environment.put("HOME", "/tmp");
        // Half of the memory for the heap: PyTorch's tensors live outside of it.
        environment.put("JAVA_OPTS", "-XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError");
        environment.put("MODEL_RUNTIME_METRICS_PORT", String.valueOf(ServingNames.METRICS_PORT));
        environment.put("MODEL_RUNTIME_INFERENCE_PORT", String.valueOf(ServingNames.INFERENCE_PORT));
        environment.put("MODEL_RUNTIME_MODEL_DIR", modelFolder(deployment));
        environment.put("MODEL_RUNTIME_DRAIN_SECONDS", String.valueOf(DRAIN_SECONDS));
        return environment.entrySet().stream()
                .map((Map.Entry<String, String> e) -> new EnvVar(e.getKey(), e.getValue(), null))
                .toList();
    }

    private static Probe probe(String path, String port, int period, int failures) {
        return new ProbeBuilder()
                .withNewHttpGet()
                .withPath(path)
                .withNewPort(port)
                .endHttpGet()
                .withPeriodSeconds(period)
                .withTimeoutSeconds(3)
                .withFailureThreshold(failures)
                .build();
    }
}
