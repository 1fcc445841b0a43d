package io.djloperator.local.api.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A real API server's programs, where somebody has put them: in {@code <dir>/k8s/<version>-<os>-<arch>/}, the layout of Fabric8's
 * kube-api-test, setup-envtest and this project's dev/cluster.
 */
public record Binaries(Path apiServer, Path etcd, String version) {
    private static final Pattern FOLDER = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)-(\\w+)-(\\w+)");

    /** Looks in KUBE_API_TEST_DIR, else in ~/.kubeapitest; the newest version for this machine wins. */
    public static Optional<Binaries> find(Map<String, String> environment, Path home) {
        var root = Optional.ofNullable(environment.get("KUBE_API_TEST_DIR"))
                .map(Path::of)
                .orElse(home.resolve(".kubeapitest"));
        var folders = root.resolve("k8s");
        if (!Files.isDirectory(folders)) {
            return Optional.empty();
        }
        try (var found = Files.list(folders)) {
            return found.filter(folder -> folder.getFileName().toString().endsWith(platform()))
                    .filter(folder ->
                            FOLDER.matcher(folder.getFileName().toString()).matches())
                    .filter(folder -> Files.isExecutable(folder.resolve("kube-apiserver"))
                            && Files.isExecutable(folder.resolve("etcd")))
                    .max(Comparator.comparing(Binaries::rank))
                    .map(folder -> new Binaries(
                            folder.resolve("kube-apiserver").toAbsolutePath(),
                            folder.resolve("etcd").toAbsolutePath(),
                            folder.getFileName().toString().replaceAll("-.*", "")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Integer rank(Path folder) {
        var version = FOLDER.matcher(folder.getFileName().toString());
        version.matches();
        return Integer.parseInt(version.group(1)) * 1_000_000
                + Integer.parseInt(version.group(2)) * 1000
                + Integer.parseInt(version.group(3));
    }

    private static String platform() {
        var os = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        var arch = System.getProperty("os.arch");
        return "-" + os + "-" + (arch.equals("aarch64") ? "arm64" : "amd64");
    }
}
