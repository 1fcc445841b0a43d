package io.djloperator.local.up;

import io.djloperator.local.node.Claims;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a model package lies on this machine. */
record Packages(Claims claims) {
    private static final Pattern URI = Pattern.compile("pvc://([a-z0-9][-a-z0-9.]*)/(.+)");

    /** The folder of {@code pvc://claim/path}; empty for what is no such URI or leads out of the claim. */
    Optional<Path> folder(String namespace, String uri) {
        var match = URI.matcher(uri);
        if (!match.matches()) {
            return Optional.empty();
        }
        var claim = claims.folder(namespace, match.group(1));
        var folder = claim.resolve(match.group(2)).normalize();
        return folder.startsWith(claim) ? Optional.of(folder) : Optional.empty();
    }
}
