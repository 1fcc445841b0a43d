package io.djloperator.trainer.packaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of a package with their sums; the SHA-256 of its own bytes is the model's digest. */
public record Manifest(int formatVersion, SortedMap<String, Entry> files) {
    public static final String FILE_NAME = "manifest.json";
    public static final int FORMAT_VERSION = 1;
    static final int MAX_BYTES = 1 << 20;

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** One file. */
    public record Entry(String sha256, long sizeBytes) {}

    public Manifest {
        files = new TreeMap<>(files);
    }

    public long sizeBytes() {
        return files.values().stream().mapToLong(Entry::sizeBytes).sum();
    }

    byte[] json() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static Manifest parse(byte[] json) throws IOException {
        return JSON.readValue(json, Manifest.class);
    }
}
