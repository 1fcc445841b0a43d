package io.djloperator.operator.kube;

import io.djloperator.api.v1alpha1.TrainingJobStatus.ModelPackage;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the address of a model package must fulfil, so that it can stand in a status and be served. It may come from any program. */
public final class PackageRules {
    private static final int MOST_CHARACTERS = 1024;
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final Pattern PATH = Pattern.compile("pvc://[^/]+/[-._a-zA-Z0-9/]+");

    private PackageRules() {}

    /** The first rule that {@code model} breaks, as a message that begins with the field. */
    public static Optional<String> problem(ModelPackage model) {
        if (model.digest() == null || !DIGEST.matcher(model.digest()).matches()) {
            return said("digest", model.digest(), "is not sha256: and 64 hexadecimal digits");
        }
        var version = model.digest().substring(7, 19);
        if (!version.equals(model.version())) {
            return said("version", model.version(), "is not the first twelve digits of the digest, " + version);
        }
        if (!isInClaim(model.uri())) {
            return said("uri", model.uri(), "is not pvc://<claim>/<path>, with no '..'");
        }
        return model.sizeBytes() != null && model.sizeBytes() < 0
                ? said("sizeBytes", model.sizeBytes().toString(), "is negative")
                : Optional.empty();
    }

    private static boolean isInClaim(String uri) {
        if (uri == null
                || uri.length() > MOST_CHARACTERS
                || uri.contains("..")
                || !PATH.matcher(uri).matches()) {
            return false;
        }
        try {
            return StoreUri.parse(uri).kind() == StoreUri.Kind.CLAIM;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Optional<String> said(String field, String value, String problem) {
        return Optional.of("model.%s: '%s' %s".formatted(field, Text.bounded(value, 200), problem));
    }
}
