package io.djloperator.trainer.checkpoint;

import ai.djl.ndarray.NDList;
import io.djloperator.api.v1alpha1.Checkpoint;
import io.djloperator.trainer.packaging.Trees;
import io.djloperator.trainer.training.Position;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The checkpoints of one job in a folder. Whether they can be written is no matter of the training's: it goes on, and a warning says so
 * once for each kind of trouble.
 */
public final class Checkpoints {
    private final Path folder;
    private final String training;
    private final Checkpoint rules;
    private final Consumer<String> lines;
    private final LongSupplier nanoTime;
    private long lastNanos;
    private final Set<String> warned = new HashSet<>();

    /**
     * @param training the {@link TrainingKey}
     * @param nanoTime as {@link System#nanoTime}
     */
    public Checkpoints(Path folder, String training, Checkpoint rules, Consumer<String> lines, LongSupplier nanoTime) {
        this.folder = folder;
        this.training = training;
        this.rules = rules;
        this.lines = lines;
        this.nanoTime = nanoTime;
        lastNanos = nanoTime.getAsLong();
    }

    /**
     * Fills the arrays from the newest checkpoint that is whole and of this training; empty where there is none.
     *
     * @throws UncheckedIOException where the disk fails: to begin anew would remove checkpoints that are good
     */
    public Optional<Position> resume(NDList arrays) {
        try {
            for (var file : files()) {
                var at = resume(file, arrays);
                if (at.isPresent()) {
                    return at;
                }
            }
        } catch (NotDirectoryException | AccessDeniedException e) {
            warn("cannot be read", e); // nor written
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": cannot be read", e);
        }
        return Optional.empty();
    }

    private Optional<Position> resume(CheckpointFile file, NDList arrays) {
        var name = "checkpoint  " + file.path().getFileName() + " is not used: ";
        CheckpointFile.State state;
        try {
            state = file.read();
        } catch (CheckpointFile.NotUsable e) {
            lines.accept(name + e.getMessage());
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(file.path() + ": cannot be read", e);
        }
        try {
            if (state.training().equals(training) && file.fill(arrays)) {
                return Optional.of(state.at());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file.path() + ": was whole, but cannot be read again", e);
        }
        lines.accept(name + "it is of another spec or other data");
        return Optional.empty();
    }

    /** Whether the time has come for the next one. */
    public boolean isDue() {
        return nanoTime.getAsLong() - lastNanos >= rules.intervalSeconds() * 1_000_000_000L;
    }

    /** Writes one, and removes those that are too many; false where it could not be written. */
    public boolean write(Position at, NDList arrays) {
        lastNanos = nanoTime.getAsLong();
        try {
            Files.createDirectories(folder);
            CheckpointFile.write(folder, training, at, arrays);
            removeOthers(at.step());
            return true;
        } catch (IOException e) {
            warn("cannot be written; the training goes on without", e);
            return false;
        }
    }

    /** Removes all of them: to be called when the model is there. */
    public void delete() {
        try {
            Trees.delete(folder);
            Files.deleteIfExists(folder.getParent());
        } catch (DirectoryNotEmptyException e) {
            return; // those of another job are there
        } catch (IOException e) {
            warn("cannot be removed", e);
        }
    }

    /** A later step than the newest one's is from another training, or is not whole. */
    private void removeOthers(long newest) throws IOException {
        int kept = 0;
        for (var file : files()) {
            if (file.step() > newest || ++kept > rules.keep()) {
                Files.deleteIfExists(file.path());
            }
        }
    }

    /** The newest first. */
    private List<CheckpointFile> files() throws IOException {
        try (var paths = Files.list(folder)) {
            return paths.flatMap(path -> CheckpointFile.of(path).stream())
                    .sorted(Comparator.comparingLong(CheckpointFile::step).reversed())
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private void warn(String what, IOException e) {
        if (warned.add(what)) {
            lines.accept("checkpoint  " + folder + " " + what + ": " + e);
        }
    }
}
