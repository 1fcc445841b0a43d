package io.djloperator.local.node;

import io.fabric8.kubernetes.api.model.Container;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which program stands for which image. A closed list: nothing else is ever started. */
@FunctionalInterface
public interface Catalogue {

    /** The program for a container; empty where no program stands for its image. */
    Optional<Program> find(Container container);

    /**
     * A program on this machine.
     *
     * @param command the program and its first arguments; the container's {@code args} follow
     * @param environment added to the container's own, and winning over it
     */
    record Program(List<String> command, Map<String, String> environment) {}
}
