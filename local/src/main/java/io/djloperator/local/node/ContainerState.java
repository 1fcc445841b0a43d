package io.djloperator.local.node;

import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What one container is doing; rendered into the pod's status. */
sealed interface ContainerState {
    io.fabric8.kubernetes.api.model.ContainerState render();

    /** Not started, and why. */
    record Waiting(String reason, String message) implements ContainerState {
        @Override
        public io.fabric8.kubernetes.api.model.ContainerState render() {
            return new ContainerStateBuilder()
                    .withNewWaiting()
                    .withReason(reason)
                    .withMessage(message.isEmpty() ? null : message)
                    .endWaiting()
                    .build();
        }
    }

    /** Started. */
    record Running(Instant since) implements ContainerState {
        @Override
        public io.fabric8.kubernetes.api.model.ContainerState render() {
            return new ContainerStateBuilder()
                    .withNewRunning()
                    .withStartedAt(text(since))
                    .endRunning()
                    .build();
        }
    }

    /** Ended, with its exit code and the message that it left. */
    record Ended(int exitCode, String message, Instant since, Instant until) implements ContainerState {
        @Override
        public io.fabric8.kubernetes.api.model.ContainerState render() {
            return new ContainerStateBuilder()
                    .withNewTerminated()
                    .withExitCode(exitCode)
                    .withReason(exitCode == 0 ? "Completed" : "Error")
                    .withMessage(message.isEmpty() ? null : message)
                    .withStartedAt(text(since))
                    .withFinishedAt(text(until))
                    .endTerminated()
                    .build();
        }
    }

    static String text(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
