package io.djloperator.local.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folders behind persistent volume claims; they stay when everything else goes. */
public record Claims(Path root) {

    /** The folder of a claim, made where it does not exist. */
    public Path folder(String namespace, String claim) {
        try {
            return Files.createDirectories(root.resolve(safe(namespace)).resolve(safe(claim)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A name that came through the API, as one element of a path: it must not lead anywhere else. */
    static String safe(String name) {
        if (!name.matches("[-._a-zA-Z0-9]{1,253}") || name.equals(".") || name.equals("..")) {
            throw new IllegalArgumentException("'" + name + "' cannot be the name of a file");
        }
        return name;
    }
}
