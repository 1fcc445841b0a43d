package io.djloperator.trainer.data;

import io.djloperator.trainer.report.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which folder stands for which URI: {@code pvc://models} in {@code /mnt/claim/models}. */
public final class Mounts {
    private final Map<String, Path> folders = new TreeMap<>();

    public Mounts(Map<String, Path> folders) {
        this.folders.putAll(folders);
    }

    /** Reads {@code PREFIX=DIR} of the command line. */
    public static Map.Entry<String, Path> parse(String mount) {
        int equals = mount.indexOf('=');
        if (equals < 1
                || equals == mount.length() - 1
                || !mount.substring(0, equals).matches("(pvc|configMap)://[^/=]+")) {
            throw Failure.invalidSpec(
                    "--mount " + mount + ": must be PREFIX=DIR, such as pvc://models=/mnt/claim/models");
        }
        return Map.entry(mount.substring(0, equals), Path.of(mount.substring(equals + 1)));
    }

    /** A file or folder below a mount; it need not exist. {@code field} is what a message names. */
    public Path resolve(String uri, String field) {
        var prefix = uri.replaceFirst("^([a-zA-Z]+://[^/]*).*$", "$1");
        var folder = Optional.ofNullable(folders.get(prefix))
                .orElseThrow(() -> Failure.invalidSpec(field + ": '" + uri + "': nothing is mounted for " + prefix
                        + "; mounted: " + folders.keySet() + ". By hand, add --mount " + prefix + "=<folder>"));
        var rest = uri.substring(Math.min(uri.length(), prefix.length() + 1));
        var base = folder.toAbsolutePath().normalize();
        var path = base.resolve(rest).normalize();
        if (rest.isEmpty()
                || rest.startsWith("/")
                || path.equals(base)
                || !path.startsWith(base)
                || leavesByLink(base, path)) {
            throw Failure.invalidSpec(field + ": '" + uri + "' does not lie below " + prefix + "/");
        }
        return path;
    }

    /** A link in a volume may lead to any file of the container, such as a token; the links of a mounted ConfigMap stay inside it. */
    private static boolean leavesByLink(Path base, Path path) {
        try {
            var existing = path;
            while (!Files.exists(existing)) {
                if (Files.isSymbolicLink(existing)) {
                    return true; // leads nowhere now, and who knows where later
                }
                existing = existing.getParent();
                if (existing.equals(base.getParent())) {
                    return false; // the mount's own folder is absent: the caller says so
                }
            }
            return !existing.toRealPath().startsWith(base.toRealPath());
        } catch (IOException e) {
            return true;
        }
    }
}
