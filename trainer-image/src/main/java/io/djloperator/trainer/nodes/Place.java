package io.djloperator.trainer.nodes;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A process's place among those that train together, by the names that torchrun made common.
 *
 * @param size how many there are
 * @param address where rank 0 listens: a name that may not resolve yet, or a number
 */
public record Place(int rank, int size, String address, int port) {
    private static final Duration RENDEZVOUS_LIMIT = Duration.ofMinutes(10);

    /** By {@code RANK}, {@code WORLD_SIZE}, {@code MASTER_ADDR} and {@code MASTER_PORT}; alone where there is no world. */
    public static Place of(Map<String, String> environment) {
        int size = number(environment, "WORLD_SIZE", 1, 65536, "1");
        if (size == 1) {
            return new Place(0, 1, "", 0);
        }
        var address = environment.getOrDefault("MASTER_ADDR", "");
        if (address.isEmpty()) {
            throw new NodeGone("MASTER_ADDR must be set where WORLD_SIZE is " + size);
        }
        return new Place(
                number(environment, "RANK", 0, size - 1, ""),
                size,
                address,
                number(environment, "MASTER_PORT", 1, 65535, "29500"));
    }

    private static int number(Map<String, String> environment, String name, int min, int max, String byDefault) {
        var text = environment.getOrDefault(name, byDefault);
        if (!text.matches("\\d{1,6}") || Integer.parseInt(text) < min || Integer.parseInt(text) > max) {
            throw new NodeGone(name + ": '" + text + "' must be a number from " + min + " to " + max);
        }
        return Integer.parseInt(text);
    }

    public boolean isFirst() {
        return rank == 0;
    }

    /**
     * Waits for the other nodes.
     *
     * @param training tells trainings apart; those of all nodes must be equal
     * @throws NodeGone where not all are there after ten minutes, or rank 0 refuses this one
     */
    public Nodes join(String training, Consumer<String> lines) throws IOException {
        return join(training, lines, RENDEZVOUS_LIMIT);
    }

    Nodes join(String training, Consumer<String> lines, Duration limit) throws IOException {
        if (size == 1) {
            return new OneNode();
        }
        long deadline = System.nanoTime() + limit.toNanos();
        var hello = new Hello(size, rank, training);
        return isFirst() ? FirstNode.listen(this, hello, deadline, lines) : OtherNode.connect(this, hello, deadline);
    }
}
