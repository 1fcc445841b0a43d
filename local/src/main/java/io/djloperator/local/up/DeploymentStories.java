package io.djloperator.local.up;

import io.djloperator.api.v1alpha1.Condition;
import io.djloperator.api.v1alpha1.ModelDeployment;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.local.controller.ControlPlane;
import io.djloperator.local.proxy.Endpoints;
import io.djloperator.local.proxy.ServiceProxy;
import io.djloperator.local.view.JobStory;
import io.djloperator.local.view.Phrases;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What has been told of the ModelDeployments; and their addresses on this machine. */
final class DeploymentStories implements AutoCloseable {
    private final LocalCluster cluster;
    private final ControlPlane controlPlane;
    private final int firstPort;
    private final String servedBy;
    private final Map<String, ServiceProxy> proxies = new HashMap<>();
    private final Map<String, String> told = new HashMap<>();

    DeploymentStories(LocalCluster cluster, int firstPort, String servedBy) {
        this.cluster = cluster;
        this.controlPlane = cluster.controlPlane();
        this.firstPort = firstPort;
        this.servedBy = servedBy;
    }

    /** New lines about one deployment. */
    List<String> next(ModelDeployment deployment) {
        var name = deployment.getMetadata().getName();
        var ready = condition(deployment, "Ready");
        if (ready.isEmpty()) {
            return List.of();
        }
        var model = deployment.getStatus().model() == null
                ? ""
                : deployment.getStatus().model().digest();
        var state = ready.get().status() + " " + ready.get().reason() + " " + model;
        var notable = ready.get().status().equals("True")
                || condition(deployment, "Stalled").isPresent();
        if (!notable || state.equals(told.put(deployment.getMetadata().getUid(), state))) {
            return List.of();
        }
        return List.of(
                ready.get().status().equals("True")
                        ? Phrases.line(
                                name, "serving", url(deployment) + "   " + pods(deployment) + "   (" + servedBy + ")")
                        : Phrases.line(
                                name,
                                "stalled",
                                ready.get().reason() + ": " + ready.get().message()));
    }

    /** Whether nothing more comes of it unless somebody changes something. */
    boolean isSettled(ModelDeployment deployment, List<TrainingJob> jobs) {
        return isReady(deployment) || condition(deployment, "Stalled").isPresent() || followsNothing(deployment, jobs);
    }

    boolean isReady(ModelDeployment deployment) {
        var current = deployment.getStatus() != null
                && deployment
                        .getMetadata()
                        .getGeneration()
                        .equals(deployment.getStatus().observedGeneration());
        return current
                && condition(deployment, "Ready")
                        .filter(c -> c.status().equals("True"))
                        .isPresent();
    }

    /** Sends the sample row of the model that a deployment serves; lines to print. */
    List<String> ask(ModelDeployment deployment) throws IOException, InterruptedException {
        var model = deployment.getStatus().model();
        var sample = model == null
                ? Optional.<Sample>empty()
                : new Packages(cluster.claims())
                        .folder(deployment.getMetadata().getNamespace(), model.uri())
                        .flatMap(Sample::of);
        if (sample.isEmpty()) {
            return List.of();
        }
        var url = url(deployment);
        return List.of("", "  " + sample.get().curl(url), "  " + sample.get().send(url));
    }

    @Override
    public void close() {
        proxies.values().forEach(ServiceProxy::close);
    }

    private String url(ModelDeployment deployment) {
        var name = deployment.getMetadata().getName();
        return "http://127.0.0.1:" + proxy(deployment).port() + "/predictions/" + name;
    }

    private ServiceProxy proxy(ModelDeployment deployment) {
        return proxies.computeIfAbsent(deployment.getMetadata().getUid(), uid -> {
            try {
                return new ServiceProxy(
                        firstPort == 0 ? 0 : firstPort + proxies.size(),
                        () -> service(deployment)
                                .map(service -> Endpoints.of(service, controlPlane.all(Pod.class)))
                                .orElse(List.of()));
            } catch (IOException e) {
                throw new UserError("no port for " + deployment.getMetadata().getName() + ": " + e.getMessage());
            }
        });
    }

    private Optional<Service> service(ModelDeployment deployment) {
        return controlPlane.all(Service.class).stream()
                .filter(service -> service.getMetadata().getOwnerReferences().stream()
                        .anyMatch(owner ->
                                owner.getUid().equals(deployment.getMetadata().getUid())))
                .findFirst();
    }

    private static boolean followsNothing(ModelDeployment deployment, List<TrainingJob> jobs) {
        var source = deployment.getSpec().model().fromTrainingJob();
        return source != null
                && jobs.stream()
                        .filter(job -> job.getMetadata().getName().equals(source.name())
                                && job.getMetadata()
                                        .getNamespace()
                                        .equals(deployment.getMetadata().getNamespace()))
                        .allMatch(JobStory::isFailed);
    }

    private static String pods(ModelDeployment deployment) {
        return deployment.getStatus().readyReplicas() + "/"
                + deployment.getSpec().replicas() + " ready";
    }

    private static Optional<Condition> condition(ModelDeployment deployment, String type) {
        return deployment.getStatus() == null
                ? Optional.empty()
                : deployment.getStatus().conditions().stream()
                        .filter(c -> c.type().equals(type))
                        .findFirst();
    }
}
