package io.djloperator.local.controller;

import io.djloperator.local.node.Claims;
import io.djloperator.local.node.Node;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * What a cluster's controller manager and scheduler do, as far as this project needs it: Jobs, Deployments, claims, placement and
 * garbage collection. It uses nothing but the public API, so it serves the embedded and a real API server alike.
 */
public final class ControlPlane implements AutoCloseable {
    private final Cluster cluster;
    private final Writer writer;
    private final GarbageCollector garbage;
    private final Claims claims;
    private final List<Loop> loops;

    public ControlPlane(KubernetesClient client, Claims claims) {
        this.cluster = new Cluster(client);
        this.writer = new Writer(client);
        this.garbage = new GarbageCollector(client, writer);
        this.claims = claims;
        this.loops = List.of(
                new Loop("jobs", this::jobs),
                new Loop("deployments", this::deployments),
                new Loop("service accounts", this::serviceAccounts),
                new Loop("scheduler", this::schedule),
                new Loop("garbage", () -> garbage.collect(cluster.everything())));
    }

    public void start() {
        cluster.start(loops.stream().<Runnable>map(loop -> loop::wake).toList());
        loops.forEach(Loop::start);
    }

    /** All objects of a kind, as the caches know them: pods, jobs, deployments, claims, services and the two kinds of this project. */
    public <T extends HasMetadata> List<T> all(Class<T> kind) {
        return cluster.all(kind);
    }

    @Override
    public void close() {
        loops.forEach(Loop::close);
        cluster.close();
    }

    private void jobs() {
        var pods = cluster.all(Pod.class);
        for (var job : cluster.all(Job.class)) {
            var own = pods.stream().filter(pod -> Pods.isOwnedBy(pod, job)).toList();
            var plan = JobPlan.of(job, own, Instant.now());
            if (job.getMetadata().getDeletionTimestamp() == null) {
                plan.create().forEach(writer::create);
            }
            plan.delete().forEach(writer::delete);
            if (!plan.status().equals(job.getStatus())) {
                writer.status(job, newest -> newest.setStatus(plan.status()));
            }
        }
    }

    private void deployments() {
        var pods = cluster.all(Pod.class);
        for (var deployment : cluster.all(Deployment.class)) {
            if (deployment.getMetadata().getDeletionTimestamp() == null) {
                var own = pods.stream()
                        .filter(pod -> Pods.isOwnedBy(pod, deployment))
                        .toList();
                var plan = DeploymentPlan.of(deployment, own, Instant.now());
                plan.create().forEach(writer::create);
                plan.delete().forEach(writer::delete);
                if (!plan.status().equals(deployment.getStatus())) {
                    writer.status(deployment, newest -> newest.setStatus(plan.status()));
                }
            }
        }
    }

    private void serviceAccounts() {
        ServiceAccounts.missing(cluster.all(Namespace.class), cluster.all(ServiceAccount.class))
                .forEach(writer::create);
    }

    private void schedule() {
        var all = cluster.all(PersistentVolumeClaim.class);
        all.forEach(this::bind);
        for (var pod : cluster.all(Pod.class)) {
            if (pod.getSpec().getNodeName() == null && !Pods.isTerminating(pod)) {
                Placement.obstacle(pod, all)
                        .ifPresentOrElse(obstacle -> unschedulable(pod, obstacle), () -> writer.bind(pod, Node.NAME));
            }
        }
    }

    private void bind(PersistentVolumeClaim claim) {
        var bound =
                claim.getStatus() != null && "Bound".equals(claim.getStatus().getPhase());
        if (!bound && claim.getMetadata().getDeletionTimestamp() == null) {
            claims.folder(
                    claim.getMetadata().getNamespace(), claim.getMetadata().getName());
            writer.status(
                    claim,
                    newest -> newest.setStatus(new PersistentVolumeClaimStatusBuilder()
                            .withPhase("Bound")
                            .withAccessModes(newest.getSpec().getAccessModes())
                            .withCapacity(newest.getSpec().getResources().getRequests())
                            .build()));
        }
    }

    private void unschedulable(Pod pod, String obstacle) {
        var said = Optional.ofNullable(pod.getStatus().getConditions()).orElse(List.of()).stream()
                .anyMatch(c -> c.getType().equals("PodScheduled") && obstacle.equals(c.getMessage()));
        if (!said) {
            writer.status(
                    pod,
                    newest -> newest.setStatus(new PodStatusBuilder(newest.getStatus())
                            .withConditions(new PodConditionBuilder()
                                    .withType("PodScheduled")
                                    .withStatus("False")
                                    .withReason("Unschedulable")
                                    .withMessage(obstacle)
                                    .withLastTransitionTime(Instant.now()
                                            .truncatedTo(ChronoUnit.SECONDS)
                                            .toString())
                                    .build())
                            .build()));
        }
    }
}
