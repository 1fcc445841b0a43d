package io.djloperator.local.controller;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentConditionBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import io.fabric8.kubernetes.api.model.apps.RollingUpdateDeployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What to do next for a Deployment: pure. It owns its pods itself, with no ReplicaSet between; a rolling update goes by the hash
 * of the pod template.
 */
record DeploymentPlan(List<Pod> create, List<Pod> delete, DeploymentStatus status) {
    static final String HASH_LABEL = "pod-template-hash";
    private static final int DEFAULT_DEADLINE_SECONDS = 600;

    /** @param owned the Deployment's own pods */
    static DeploymentPlan of(Deployment deployment, List<Pod> owned, Instant now) {
        var hash = hash(deployment);
        var wanted = Optional.ofNullable(deployment.getSpec().getReplicas()).orElse(1);
        var pods = owned.stream()
                .filter(pod -> !Pods.isTerminating(pod) && !Pods.isFinished(pod))
                .toList();
        var updated = pods.stream().filter(pod -> hash.equals(hashOf(pod))).toList();
        var old = pods.stream().filter(pod -> !hash.equals(hashOf(pod))).toList();

        var room = Math.min(wanted - updated.size(), wanted + maxSurge(deployment, wanted) - pods.size());
        var create = names(deployment, hash, owned, Math.max(0, room)).stream()
                .map(name -> Pods.of(deployment.getSpec().getTemplate(), deployment, name, Map.of(HASH_LABEL, hash)))
                .toList();
        var delete = Stream.concat(
                        surplus(updated, wanted).stream(),
                        replaceable(pods, old, wanted - maxUnavailable(deployment, wanted)).stream())
                .toList();
        return new DeploymentPlan(create, delete, status(deployment, pods, updated, wanted, now));
    }

    /** Newest pods that are too many: those that serve nothing go first. */
    private static List<Pod> surplus(List<Pod> updated, int wanted) {
        return updated.stream()
                .sorted(Comparator.comparing(Pods::isReady)
                        .thenComparing(DeploymentPlan::name, Comparator.reverseOrder()))
                .limit(Math.max(0, updated.size() - wanted))
                .toList();
    }

    /** Old pods that may go now: those that serve nothing, and of the others as many as leave enough that serve. */
    private static List<Pod> replaceable(List<Pod> pods, List<Pod> old, int mustServe) {
        var spare = pods.stream().filter(Pods::isReady).count() - mustServe;
        var serving = old.stream().filter(Pods::isReady).limit(Math.max(0, spare));
        return Stream.concat(old.stream().filter(pod -> !Pods.isReady(pod)), serving)
                .toList();
    }

    /**
     * The lowest free numbers: a cache that lags behind then leads to "already exists" and not to one pod too many. With a piece of
     * the Deployment's uid, so that a Deployment made anew does not wait for its predecessor's pods to end.
     */
    private static List<String> names(Deployment deployment, String hash, List<Pod> owned, int count) {
        var taken = owned.stream().map(DeploymentPlan::name).collect(Collectors.toSet());
        var metadata = deployment.getMetadata();
        var prefix = metadata.getName() + "-" + hash + "-" + metadata.getUid().substring(0, 4);
        return IntStream.range(0, owned.size() + count)
                .mapToObj(i -> prefix + i)
                .filter(name -> !taken.contains(name))
                .limit(count)
                .toList();
    }

    private static DeploymentStatus status(
            Deployment deployment, List<Pod> pods, List<Pod> updated, int wanted, Instant now) {
        var before = Optional.ofNullable(deployment.getStatus()).orElse(new DeploymentStatus());
        var ready = (int) pods.stream().filter(Pods::isReady).count();
        var complete = updated.size() == wanted && pods.size() == wanted && ready == wanted;
        var moved = !Integer.valueOf(updated.size()).equals(before.getUpdatedReplicas())
                || !Integer.valueOf(ready).equals(before.getReadyReplicas())
                || !deployment.getMetadata().getGeneration().equals(before.getObservedGeneration());
        return new DeploymentStatusBuilder()
                .withObservedGeneration(deployment.getMetadata().getGeneration())
                .withReplicas(pods.size())
                .withUpdatedReplicas(updated.size())
                .withReadyReplicas(ready)
                .withAvailableReplicas(ready)
                .withUnavailableReplicas(Math.max(0, wanted - ready))
                .withConditions(
                        available(before, ready >= wanted - maxUnavailable(deployment, wanted), now),
                        progressing(deployment, before, complete, moved, now))
                .build();
    }

    private static DeploymentCondition available(DeploymentStatus before, boolean holds, Instant now) {
        return holds
                ? condition(
                        before,
                        "Available",
                        "True",
                        "MinimumReplicasAvailable",
                        "Deployment has minimum availability.",
                        false,
                        now)
                : condition(
                        before,
                        "Available",
                        "False",
                        "MinimumReplicasUnavailable",
                        "Deployment does not have minimum availability.",
                        false,
                        now);
    }

    private static DeploymentCondition progressing(
            Deployment deployment, DeploymentStatus before, boolean complete, boolean moved, Instant now) {
        var name = deployment.getMetadata().getName();
        if (complete) {
            return condition(
                    before,
                    "Progressing",
                    "True",
                    "NewReplicaSetAvailable",
                    "Deployment \"" + name + "\" has successfully progressed.",
                    moved,
                    now);
        }
        var deadline = Optional.ofNullable(deployment.getSpec().getProgressDeadlineSeconds())
                .orElse(DEFAULT_DEADLINE_SECONDS);
        var late = !moved
                && find(before, "Progressing")
                        .filter(c -> !c.getReason().equals("NewReplicaSetAvailable"))
                        .map(c ->
                                now.isAfter(Instant.parse(c.getLastUpdateTime()).plusSeconds(deadline)))
                        .orElse(false);
        return late
                ? condition(
                        before,
                        "Progressing",
                        "False",
                        "ProgressDeadlineExceeded",
                        "Deployment \"" + name + "\" has timed out progressing.",
                        false,
                        now)
                : condition(
                        before,
                        "Progressing",
                        "True",
                        "ReplicaSetUpdated",
                        "Deployment \"" + name + "\" is progressing.",
                        moved,
                        now);
    }

    private static DeploymentCondition condition(
            DeploymentStatus before,
            String type,
            String status,
            String reason,
            String message,
            boolean moved,
            Instant now) {
        var earlier = find(before, type);
        var sameStatus = earlier.filter(c -> c.getStatus().equals(status));
        var same = sameStatus.filter(c -> c.getReason().equals(reason) && !moved);
        return new DeploymentConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withMessage(message)
                .withLastTransitionTime(sameStatus
                        .map(DeploymentCondition::getLastTransitionTime)
                        .orElse(text(now)))
                .withLastUpdateTime(
                        same.map(DeploymentCondition::getLastUpdateTime).orElse(text(now)))
                .build();
    }

    private static Optional<DeploymentCondition> find(DeploymentStatus status, String type) {
        return Optional.ofNullable(status.getConditions()).orElse(new ArrayList<>()).stream()
                .filter(c -> c.getType().equals(type))
                .findFirst();
    }

    private static int maxSurge(Deployment deployment, int wanted) {
        return rolling(deployment)
                .map(r -> r.getMaxSurge())
                .map(v -> share(v, wanted, true))
                .orElse(share(new IntOrString("25%"), wanted, true));
    }

    private static int maxUnavailable(Deployment deployment, int wanted) {
        return rolling(deployment)
                .map(r -> r.getMaxUnavailable())
                .map(v -> share(v, wanted, false))
                .orElse(share(new IntOrString("25%"), wanted, false));
    }

    private static Optional<RollingUpdateDeployment> rolling(Deployment deployment) {
        return Optional.ofNullable(deployment.getSpec().getStrategy()).map(s -> s.getRollingUpdate());
    }

    private static int share(IntOrString value, int wanted, boolean up) {
        if (value.getIntVal() != null) {
            return value.getIntVal();
        }
        var exact = wanted * Double.parseDouble(value.getStrVal().replace("%", "")) / 100;
        return (int) (up ? Math.ceil(exact) : Math.floor(exact));
    }

    static String hash(Deployment deployment) {
        try {
            var template = Serialization.asJson(deployment.getSpec().getTemplate());
            var digest = MessageDigest.getInstance("SHA-256").digest(template.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hashOf(Pod pod) {
        return Optional.ofNullable(pod.getMetadata().getLabels())
                .map(labels -> labels.get(HASH_LABEL))
                .orElse("");
    }

    private static String name(Pod pod) {
        return pod.getMetadata().getName();
    }

    private static String text(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
