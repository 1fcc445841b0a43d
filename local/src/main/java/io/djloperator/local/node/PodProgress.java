package io.djloperator.local.node;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How far a pod has come. Its status is rendered from this alone, in the words that a kubelet uses. */
final class PodProgress {
    static final String ADDRESS = "127.0.0.1";

    private final PodSpec spec;
    private final Instant started;
    private final Map<String, ContainerState> states = new HashMap<>();
    private final Map<String, ContainerState> lastStates = new HashMap<>();
    private final Map<String, Integer> restarts = new HashMap<>();
    private final Map<String, PodCondition> conditions = new HashMap<>();
    private boolean ready;

    PodProgress(PodSpec spec, Instant started) {
        this.spec = spec;
        this.started = started;
    }

    void set(Container container, ContainerState state) {
        states.put(container.getName(), state);
    }

    /** The container ended and is started again. */
    void restarted(Container container, ContainerState ended) {
        lastStates.put(container.getName(), ended);
        restarts.merge(container.getName(), 1, Integer::sum);
    }

    int restarts(Container container) {
        return restarts.getOrDefault(container.getName(), 0);
    }

    void setReady(boolean isReady) {
        ready = isReady;
    }

    boolean isReady() {
        return ready;
    }

    PodStatus render(Instant now) {
        var phase = phase();
        var initialized =
                phase.equals("Succeeded") || spec.getInitContainers().stream().allMatch(this::isCompleted);
        var done = phase.equals("Succeeded") || phase.equals("Failed");
        return new PodStatusBuilder()
                .withPhase(phase)
                .withHostIP(ADDRESS)
                .addNewHostIP()
                .withIp(ADDRESS)
                .endHostIP()
                .withPodIP(ADDRESS)
                .addNewPodIP()
                .withIp(ADDRESS)
                .endPodIP()
                .withStartTime(ContainerState.text(started))
                .withConditions(
                        condition("PodScheduled", true, null, now),
                        condition("Initialized", initialized, "ContainersNotInitialized", now),
                        condition("ContainersReady", ready, done ? "PodCompleted" : "ContainersNotReady", now),
                        condition("Ready", ready, done ? "PodCompleted" : "ContainersNotReady", now))
                .withInitContainerStatuses(statuses(spec.getInitContainers(), true))
                .withContainerStatuses(statuses(spec.getContainers(), false))
                .build();
    }

    private String phase() {
        var main =
                spec.getContainers().stream().map(c -> states.get(c.getName())).toList();
        var restartsEnded =
                Optional.ofNullable(spec.getRestartPolicy()).orElse("Always").equals("Always");
        if (!restartsEnded && main.stream().allMatch(ContainerState.Ended.class::isInstance)) {
            return main.stream().allMatch(s -> ((ContainerState.Ended) s).exitCode() == 0) ? "Succeeded" : "Failed";
        }
        var initFailed = spec.getInitContainers().stream()
                .map(c -> states.get(c.getName()))
                .anyMatch(s -> s instanceof ContainerState.Ended ended && ended.exitCode() != 0);
        if (!restartsEnded && initFailed) {
            return "Failed";
        }
        var begun = main.stream().anyMatch(s -> !(s instanceof ContainerState.Waiting) && s != null)
                || !lastStates.isEmpty()
                        && spec.getContainers().stream().anyMatch(c -> lastStates.containsKey(c.getName()));
        return begun ? "Running" : "Pending";
    }

    private boolean isCompleted(Container container) {
        return states.get(container.getName()) instanceof ContainerState.Ended ended && ended.exitCode() == 0;
    }

    private List<ContainerStatus> statuses(List<Container> containers, boolean init) {
        return containers.stream()
                .map(container -> {
                    var state = Optional.ofNullable(states.get(container.getName()))
                            .orElse(new ContainerState.Waiting("PodInitializing", ""));
                    return new ContainerStatusBuilder()
                            .withName(container.getName())
                            .withImage(container.getImage())
                            .withImageID("local")
                            .withRestartCount(restarts(container))
                            .withState(state.render())
                            .withLastState(Optional.ofNullable(lastStates.get(container.getName()))
                                    .map(ContainerState::render)
                                    .orElse(null))
                            .withReady(init ? isCompleted(container) : ready)
                            .withStarted(state instanceof ContainerState.Running)
                            .build();
                })
                .toList();
    }

    private PodCondition condition(String type, boolean holds, String reason, Instant now) {
        var before = conditions.get(type);
        var status = holds ? "True" : "False";
        var condition = new PodConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(holds ? null : reason)
                .withLastTransitionTime(
                        before != null && before.getStatus().equals(status)
                                ? before.getLastTransitionTime()
                                : ContainerState.text(now))
                .build();
        conditions.put(type, condition);
        return condition;
    }
}
