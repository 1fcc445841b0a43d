package io.djloperator.operator.kube;

import java.util.regex.Pattern;

/**
 * Where data lies: {@code configMap://name/key} or {@code pvc://claim/path}. The kubelet mounts both; the pod's programs resolve
 * the rest of the path below the mount.
 *
 * @param kind what holds the data
 * @param name the ConfigMap's or the claim's name
 */
public record StoreUri(Kind kind, String name) {
    private static final Pattern FORM =
            Pattern.compile("(configMap|pvc)://([a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?)/.+");

    /** What holds the data. */
    public enum Kind {
        /** A ConfigMap. */
        CONFIG_MAP("configMap", "configmap"),
        /** A persistent volume claim. */
        CLAIM("pvc", "claim");

        private final String scheme;
        private final String folder;

        Kind(String scheme, String folder) {
            this.scheme = scheme;
            this.folder = folder;
        }
    }

    /**
     * Parses a URI that the API server has validated.
     *
     * @throws IllegalArgumentException where it has another form
     */
    public static StoreUri parse(String uri) {
        var form = FORM.matcher(uri);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "neither configMap://<name>/<key> nor pvc://<claim>/<path>: " + Text.bounded(uri, 200));
        }
        return new StoreUri(form.group(1).equals(Kind.CLAIM.scheme) ? Kind.CLAIM : Kind.CONFIG_MAP, form.group(2));
    }

    /**
     * The folder of a container that {@code uri} names, without a slash at its end.
     *
     * @throws IllegalArgumentException where it has another form
     */
    public static String folder(String uri) {
        var store = parse(uri);
        var path = uri.substring(store.prefix().length());
        return store.mountPath() + path.replaceAll("/+", "/").replaceAll("/$", "");
    }

    /** The prefix of every URI in this store. */
    public String prefix() {
        return kind.scheme + "://" + name;
    }

    /** Where a container sees the store. */
    public String mountPath() {
        return "/mnt/" + kind.folder + "/" + name;
    }

    /** The name of the pod's volume: a DNS label of its own, also where the store's name has dots, which a label cannot have, or is long. */
    public String volumeName() {
        var label = kind.folder + "-" + name.replace('.', '-');
        return label.length() <= 50 && name.indexOf('.') < 0
                ? label
                : label.substring(0, Math.min(label.length(), 41)) + "-" + Integer.toHexString(name.hashCode());
    }
}
