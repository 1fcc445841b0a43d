package io.djloperator.trainer.prepared;

import io.djloperator.api.v1alpha1.TrainingJobSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Data sets that trainings with the same output share, as the trials of a search do: the first prepares, the others read what it has
 * written. Nobody waits for anybody: of several that begin together each prepares, and one file stays. Nothing that goes wrong with it is
 * more than a line.
 */
public final class SharedData {
    /** The three that were used last stay: those of a search, and of two others with the same output. */
    private static final int KEPT = 3;

    /** What is being written after that time belongs to nobody any more. */
    private static final Duration LONGEST_WRITE = Duration.ofDays(1);

    private static final String PART = ".part";

    private final Path folder;
    private final Consumer<String> lines;

    public SharedData(Path folder, Consumer<String> lines) {
        this.folder = folder;
        this.lines = lines;
    }

    /** Whether the operator asks for it. */
    public static boolean isWanted(Map<String, String> environment) {
        return "true".equals(environment.get("DJL_SHARE_DATA"));
    }

    /**
     * The data of a job, the same whether it was read or prepared.
     *
     * @param tables by name, in the order of the spec
     * @param prepare makes it from the tables
     */
    public Prepared of(TrainingJobSpec spec, Map<String, Path> tables, long heapBytes, Supplier<Prepared> prepare) {
        long begin = System.nanoTime();
        var key = key(spec, tables);
        var found = key.flatMap(name -> find(name, spec, heapBytes));
        if (found.isPresent()) {
            lines.accept("data  shared: taken from " + shown(key.get()) + " in " + seconds(begin));
            return found.get();
        }
        var prepared = prepare.get();
        var took = seconds(begin);
        if (key.isPresent() && key.equals(key(spec, tables))) { // else a table has changed while it was read
            publish(key.get(), prepared, took);
        }
        return prepared;
    }

    private Optional<String> key(TrainingJobSpec spec, Map<String, Path> tables) {
        try {
            return Optional.of(PreparedKey.of(spec.data(), tables));
        } catch (IOException e) {
            return Optional.empty(); // whoever prepares it says so
        }
    }

    private Optional<Prepared> find(String key, TrainingJobSpec spec, long heapBytes) {
        var file = folder.resolve(key);
        try {
            var found = PreparedFile.read(file, spec.model().mlp(), heapBytes);
            if (found.isPresent()) {
                touch(file);
            }
            return found;
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            lines.accept("data  " + shown(key) + " is not used: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** The time of change is that of the last use. */
    private static void touch(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        } catch (IOException e) {
            return; // another has removed it, or it belongs to another
        }
    }

    private void publish(String key, Prepared prepared, String took) {
        var part = folder.resolve(key + "." + UUID.randomUUID() + PART);
        try {
            Files.createDirectories(folder);
            try {
                PreparedFile.write(part, prepared);
                Files.move(part, folder.resolve(key), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
            lines.accept("data  prepared in " + took + ", and shared as " + shown(key));
            removeOthers();
        } catch (IOException e) {
            lines.accept("data  prepared in " + took + ", and not shared: " + e);
        }
    }

    private void removeOthers() throws IOException {
        List<Path> newestFirst;
        try (var files = Files.list(folder)) {
            newestFirst = files.sorted(Comparator.comparing(SharedData::lastUse).reversed())
                    .toList();
        }
        var latest = lastUse(newestFirst.get(0));
        int kept = 0;
        for (var file : newestFirst) {
            var isOld = file.toString().endsWith(PART)
                    ? lastUse(file).plus(LONGEST_WRITE).isBefore(latest)
                    : ++kept > KEPT;
            if (isOld) {
                Files.deleteIfExists(file); // who reads it goes on reading
            }
        }
    }

    private static Instant lastUse(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH; // gone meanwhile
        }
    }

    private static String shown(String key) {
        return ".prepared/" + key.substring(0, 12);
    }

    private static String seconds(long begin) {
        return String.format(Locale.ROOT, "%.2f s", (System.nanoTime() - begin) / 1e9);
    }
}
