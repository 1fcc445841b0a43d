package io.djloperator.trainer.prepared;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.djloperator.api.v1alpha1.Data;
import io.djloperator.runtime.TabularSchema;
import io.djloperator.trainer.packaging.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Names all that a prepared data set depends on: what the spec says of data, the tables themselves, and the program that prepares. */
final class PreparedKey {
    /** Up to here a file is told by its contents, which no ConfigMap exceeds; beyond, reading it would take away much of what is saved. */
    static final long MOST_BYTES_READ = 64L << 20;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Another build may read or encode otherwise; the trainer's own archive names the versions of its libraries. */
    private static final String PROGRAM = program();

    private PreparedKey() {}

    /**
     * SHA-256 in hexadecimal.
     *
     * @param tables by name, in the order of the spec, which tells where they come from
     */
    static String of(Data data, Map<String, Path> tables) throws IOException {
        var digest = Sha256.digest();
        digest.update(JSON.writeValueAsBytes(data));
        for (var table : tables.entrySet()) {
            digest.update((table.getKey() + " " + identity(table.getValue()) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        digest.update(PROGRAM.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String identity(Path file) throws IOException {
        long size = Files.size(file);
        return size <= MOST_BYTES_READ
                ? contents(file)
                : size + " bytes of " + Files.getLastModifiedTime(file).toInstant();
    }

    private static String contents(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return Sha256.copy(in, OutputStream.nullOutputStream(), Long.MAX_VALUE);
        }
    }

    private static String program() {
        var archives = new StringBuilder("format " + PreparedFile.FORMAT_VERSION);
        for (var type : List.of(PreparedKey.class, TabularSchema.class, Data.class)) {
            try {
                var archive = Path.of(
                        type.getProtectionDomain().getCodeSource().getLocation().toURI());
                archives.append(' ').append(Files.isRegularFile(archive) ? contents(archive) : "classes");
            } catch (IOException | URISyntaxException e) {
                throw new IllegalStateException("the program cannot read itself", e);
            }
        }
        return archives.toString();
    }
}
