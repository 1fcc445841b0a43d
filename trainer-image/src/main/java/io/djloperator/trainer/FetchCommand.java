package io.djloperator.trainer;

import io.djloperator.runtime.TabularSchema;
import io.djloperator.trainer.data.Mounts;
import io.djloperator.trainer.packaging.PackageFetch;
import io.djloperator.trainer.report.ExitCode;
import io.djloperator.trainer.report.Failure;
import io.djloperator.trainer.report.Result;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fetch}: copies a model package to where a server reads it, checking its digest. */
@Command(
        name = "fetch",
        description = "Copies a model package and checks its digest; nothing is left where it does not match.")
final class FetchCommand implements Callable<Integer> {
    @Parameters(paramLabel = "URI", description = "The package: pvc://<claim>/<path>.")
    private String uri;

    @Option(
            names = "--sha256",
            required = true,
            paramLabel = "DIGEST",
            description = "The package's digest, 64 hexadecimal digits.")
    private String sha256;

    @Option(
            names = "--mount",
            paramLabel = "PREFIX=DIR",
            description = "Where a claim is mounted: pvc://models=/mnt/claim/models.")
    private List<String> mounts = new ArrayList<>();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "DIR",
            description = "Where the package goes; what is there is replaced.")
    private Path to;

    @Option(
            names = "--runtime-to",
            paramLabel = "FILE",
            description = "Where the model-runtime jar goes, for the server's deps.")
    private Path runtimeTo;

    @Option(names = "--termination-log", paramLabel = "FILE", description = "Where the result goes as JSON.")
    private Path terminationLog;

    @Override
    public Integer call() {
        return Ending.of(terminationLog, () -> Optional.of(fetch()));
    }

    private Result fetch() throws IOException {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw Failure.refused("--sha256 " + sha256 + ": must be 64 hexadecimal digits in lower case");
        }
        var folders = new HashMap<String, Path>();
        mounts.forEach(mount ->
                folders.put(Mounts.parse(mount).getKey(), Mounts.parse(mount).getValue()));
        var manifest = PackageFetch.fetch(source(folders), sha256, to.toAbsolutePath(), uri);
        if (runtimeTo != null) {
            Files.copy(runtimeJar(), runtimeTo, StandardCopyOption.REPLACE_EXISTING);
        }
        var message = manifest.files().size() + " files of " + uri + " are as sha256:" + sha256 + " says";
        System.out.println(message);
        return Result.of(ExitCode.COMPLETED, message);
    }

    private Path source(Map<String, Path> folders) {
        try {
            return new Mounts(folders).resolve(uri, "URI");
        } catch (Failure e) {
            throw Failure.refused(e.getMessage());
        }
    }

    private static Path runtimeJar() throws IOException {
        try {
            var jar = Path.of(TabularSchema.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isRegularFile(jar)) {
                return jar;
            }
            throw new IOException("--runtime-to: the model runtime runs from " + jar + ", which is not a jar");
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
