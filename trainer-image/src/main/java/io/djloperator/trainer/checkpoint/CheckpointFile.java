package io.djloperator.trainer.checkpoint;

import ai.djl.ndarray.NDList;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.djloperator.trainer.packaging.Sha256;
import io.djloperator.trainer.packaging.Trees;
import io.djloperator.trainer.training.Position;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One checkpoint: a safetensors file that bears its step and its SHA-256 in its name, so that one which is not whole shows.
 *
 * @param step the steps that were done
 */
record CheckpointFile(Path path, long step, String sha256) {
    private static final int FORMAT_VERSION = 1;
    private static final Pattern NAME = Pattern.compile("step-(\\d{12})\\.([0-9a-f]{64})\\.safetensors");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is said in a file's header. */
    record State(int formatVersion, String training, Position at) {}

    /** By its name; empty where the file is something else. */
    static Optional<CheckpointFile> of(Path path) {
        var match = NAME.matcher(path.getFileName().toString());
        return match.matches()
                ? Optional.of(new CheckpointFile(path, Long.parseLong(match.group(1)), match.group(2)))
                : Optional.empty();
    }

    /** Writes a file that appears under its name only when all of it is on the disk. */
    static CheckpointFile write(Path folder, String training, Position at, NDList arrays) throws IOException {
        var part = folder.resolve(".part");
        try {
            var digest = Sha256.digest();
            try (var out =
                    new BufferedOutputStream(new DigestOutputStream(Files.newOutputStream(part), digest), 1 << 16)) {
                Safetensors.write(out, json(new State(FORMAT_VERSION, training, at)), arrays);
            }
            Trees.sync(part);
            var sha256 = HexFormat.of().formatHex(digest.digest());
            var name = String.format(Locale.ROOT, "step-%012d.%s.safetensors", at.step(), sha256);
            Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            Trees.sync(folder);
            return new CheckpointFile(folder.resolve(name), at.step(), sha256);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** What is wrong with a file that could be read. */
    static final class NotUsable extends IOException {
        NotUsable(String message) {
            super(message);
        }
    }

    /**
     * The header.
     *
     * @throws NotUsable where the file is not whole or not of this form; any other {@link IOException} is the disk's, and may pass
     */
    State read() throws IOException {
        try (var in = Files.newInputStream(path)) {
            if (!Sha256.copy(in, OutputStream.nullOutputStream(), Long.MAX_VALUE)
                    .equals(sha256)) {
                throw new NotUsable("it is not whole");
            }
        }
        try (var in = new BufferedInputStream(Files.newInputStream(path))) {
            var state = JSON.readValue(Safetensors.about(Safetensors.readHeader(in)), State.class);
            if (state.formatVersion() != FORMAT_VERSION) {
                throw new NotUsable("it is of format " + state.formatVersion());
            }
            return state;
        } catch (JsonProcessingException e) {
            throw new NotUsable("its header cannot be read");
        }
    }

    /** Fills the arrays; false, and nothing filled, where the file has others. */
    boolean fill(NDList arrays) throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(path))) {
            if (!Safetensors.fits(Safetensors.readHeader(in), arrays)) {
                return false;
            }
            Safetensors.fill(in, arrays);
            return true;
        }
    }

    private static String json(State state) {
        try {
            return JSON.writeValueAsString(state);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
