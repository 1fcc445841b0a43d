package io.djloperator.local.up;

import io.djloperator.local.node.Catalogue;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Quantity;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The two images of this project, and the programs that stand for them on this machine. */
final class Programs implements Catalogue {
    static final String TRAINER_IMAGE = "djl-operator/trainer:local";
    static final String SERVING_IMAGE = "djl-operator/serving:local";

    private static final String STAND_IN = "io.djloperator.runtime.server.StandInServer";

    private final Path trainerJar;
    private final Path cache;
    private final Optional<Path> djlServing;

    private Programs(Path trainerJar, Path cache, Optional<Path> djlServing) {
        this.trainerJar = trainerJar;
        this.cache = cache;
        this.djlServing = djlServing;
    }

    /**
     * @param home the project's folder
     * @param cache a folder that all pods share, so that PyTorch's libraries are unpacked once
     */
    static Programs of(Path home, Path cache, Map<String, String> environment) {
        var jar = home.resolve("trainer-image/target/dist/trainer.jar").toAbsolutePath();
        if (!Files.isRegularFile(jar)) {
            throw new UserError(jar + " is missing: build the project first, with ./quickstart or `mvn package`");
        }
        return new Programs(jar, cache.toAbsolutePath(), djlServing(environment));
    }

    /** What serves models, for a person. */
    String servedBy() {
        return djlServing
                .map(program -> "DJL Serving, " + program)
                .orElse("stand-in server: DJL Serving is not installed here");
    }

    @Override
    public Optional<Program> find(Container container) {
        return switch (container.getImage()) {
            case TRAINER_IMAGE ->
                Optional.of(new Program(java(container, List.of("-jar", trainerJar.toString())), shared(container)));
            case SERVING_IMAGE ->
                Optional.of(djlServing
                        .map(program -> new Program(List.of(program.toString()), shared(container)))
                        .orElseGet(() -> new Program(
                                java(container, List.of("-cp", trainerJar.toString(), STAND_IN)), shared(container))));
            default -> Optional.empty();
        };
    }

    /** What a container's limits do, done by the JVM's own options. */
    private static List<String> java(Container container, List<String> rest) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+UseSerialGC");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-Xshare:auto");
        command.add("-XX:ActiveProcessorCount=" + cpus(container));
        limit(container, "memory")
                .ifPresent(memory -> command.add(
                        "-Xmx" + Math.max(64, memory.getNumericalAmount().longValue() / 2 / 1024 / 1024) + "m"));
        command.addAll(rest);
        return command;
    }

    private Map<String, String> shared(Container container) {
        var environment = new HashMap<String, String>();
        environment.put("DJL_CACHE_DIR", cache.toString());
        environment.put("OMP_NUM_THREADS", String.valueOf(cpus(container)));
        return environment;
    }

    private static int cpus(Container container) {
        return limit(container, "cpu")
                .map(cpu -> (int) Math.ceil(cpu.getNumericalAmount().doubleValue()))
                .map(count -> Math.max(1, Math.min(count, 256)))
                .orElse(1);
    }

    private static Optional<Quantity> limit(Container container, String resource) {
        return Optional.ofNullable(container.getResources())
                .map(resources -> resources.getLimits())
                .map(limits -> limits.get(resource));
    }

    private static Optional<Path> djlServing(Map<String, String> environment) {
        var home = Optional.ofNullable(environment.get("DJL_SERVING_HOME")).stream()
                .map(folder -> Path.of(folder, "bin", "djl-serving"));
        var path = Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "djl-serving"));
        return Stream.concat(home, path).filter(Files::isExecutable).findFirst();
    }
}
