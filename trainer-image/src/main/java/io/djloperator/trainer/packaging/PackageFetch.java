package io.djloperator.trainer.packaging;

import io.djloperator.trainer.report.Failure;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/** Copies a package to where a server reads it, and checks every byte on the way. What does not match is not left behind. */
public final class PackageFetch {
    private static final int MAX_FILES = 1000;
    private static final long MAX_BYTES = 64L << 30;

    private PackageFetch() {}

    /** {@code sha256} is the digest without its prefix; {@code uri} is for messages. */
    public static Manifest fetch(Path source, String sha256, Path to, String uri) throws IOException {
        try {
            Trees.delete(to); // what an interrupted run left
            Files.createDirectories(to);
            return copy(source, sha256, to, uri);
        } catch (FileSystemException e) {
            Trees.delete(to);
            throw Failure.refused(uri + ": " + e.getClass().getSimpleName() + ": " + e.getMessage());
        } catch (IOException | RuntimeException e) {
            Trees.delete(to);
            throw e;
        }
    }

    private static Manifest copy(Path source, String sha256, Path to, String uri) throws IOException {
        if (!Files.isDirectory(source)) {
            throw Failure.refused(uri + ": there is no such model package");
        }
        var file = source.resolve(Manifest.FILE_NAME);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > Manifest.MAX_BYTES) {
            throw Failure.refused(uri + ": there is no " + Manifest.FILE_NAME + " in it: it is not a model package");
        }
        byte[] json = Files.readAllBytes(file);
        var digest = Sha256.of(json);
        if (!digest.equals(sha256)) {
            throw Failure.refused(uri + ": its digest is sha256:" + digest + ", but sha256:" + sha256
                    + " is asked for; the package was changed, or the deployment names another one");
        }
        var manifest = parse(json, uri);
        requireSameFiles(source, manifest.files().keySet(), uri);
        for (var entry : manifest.files().entrySet()) {
            copyFile(source.resolve(entry.getKey()), to.resolve(entry.getKey()), entry.getValue(), uri);
        }
        Files.write(to.resolve(Manifest.FILE_NAME), json);
        return manifest;
    }

    private static Manifest parse(byte[] json, String uri) {
        try {
            var manifest = Manifest.parse(json);
            boolean sound = manifest.formatVersion() == Manifest.FORMAT_VERSION
                    && manifest.files().size() <= MAX_FILES
                    && manifest.files().keySet().stream()
                            .allMatch(name -> name.matches("[A-Za-z0-9_][-._A-Za-z0-9]{0,199}"))
                    && manifest.files().values().stream()
                            .allMatch(entry -> entry.sizeBytes() >= 0 && entry.sizeBytes() <= MAX_BYTES)
                    && manifest.sizeBytes() <= MAX_BYTES;
            if (sound) {
                return manifest;
            }
        } catch (IOException | RuntimeException e) {
            // said below
        }
        throw Failure.refused(uri + ": its " + Manifest.FILE_NAME + " is not of format " + Manifest.FORMAT_VERSION
                + "; was it written by another version of the trainer?");
    }

    private static void requireSameFiles(Path source, Set<String> expected, String uri) throws IOException {
        Set<String> there;
        try (var files = Files.list(source)) {
            there = files.limit(MAX_FILES + 2L)
                    .map(file -> file.getFileName().toString())
                    .collect(Collectors.toSet());
        }
        there.remove(Manifest.FILE_NAME);
        for (var name : expected) {
            if (!there.remove(name)) {
                throw Failure.refused(uri + ": the file " + name + " is missing");
            }
        }
        if (!there.isEmpty()) {
            throw Failure.refused(
                    uri + ": the file " + there.iterator().next() + " is not in its " + Manifest.FILE_NAME);
        }
    }

    private static void copyFile(Path from, Path to, Manifest.Entry entry, String uri) throws IOException {
        if (!Files.isRegularFile(from, LinkOption.NOFOLLOW_LINKS)) {
            throw Failure.refused(uri + ": " + from.getFileName() + " is not a plain file");
        }
        String sum;
        try (var in = Files.newInputStream(from);
                var out = Files.newOutputStream(to)) {
            sum = Sha256.copy(in, out, entry.sizeBytes() + 1); // one byte more shows a file that grew
        }
        if (!sum.equals(entry.sha256()) || Files.size(to) != entry.sizeBytes()) {
            throw Failure.refused(uri + ": the content of " + from.getFileName() + " is not what the manifest says");
        }
    }
}
