package io.djloperator.local.api.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One HTTP request, read completely. */
record Request(String method, String path, Map<String, String> query, String contentType, String accept, byte[] body) {
    static final int MAX_BODY_BYTES = 3 * 1024 * 1024;

    static Request of(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            throw ApiFailure.tooLarge(MAX_BODY_BYTES);
        }
        var uri = exchange.getRequestURI();
        var headers = exchange.getRequestHeaders();
        return new Request(
                exchange.getRequestMethod(),
                uri.getPath(),
                query(uri.getRawQuery()),
                Optional.ofNullable(headers.getFirst("Content-Type"))
                        .orElse("")
                        .replaceAll(";.*", "")
                        .strip(),
                Optional.ofNullable(headers.getFirst("Accept")).orElse(""),
                body);
    }

    String param(String name) {
        return query.getOrDefault(name, "");
    }

    boolean isWatch() {
        return method.equals("GET")
                && (param("watch").equals("true") || param("watch").equals("1"));
    }

    boolean wantsTable() {
        return accept.contains("as=Table");
    }

    /** The body as one JSON object; YAML too. */
    ObjectNode object() {
        if (contentType.contains("protobuf") || contentType.contains("cbor")) {
            throw ApiFailure.unsupportedMediaType(contentType);
        }
        try {
            var mapper = contentType.contains("yaml") ? Json.YAML : Json.MAPPER;
            if (mapper.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            throw ApiFailure.badRequest("the body cannot be read: " + e.getMessage());
        }
        throw ApiFailure.badRequest("the body must be one object");
    }

    private static Map<String, String> query(String raw) {
        var query = new HashMap<String, String>();
        if (raw != null) {
            for (var pair : raw.split("&")) {
                var equals = pair.indexOf('=');
                var name = equals < 0 ? pair : pair.substring(0, equals);
                query.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiFailure.badRequest("'" + text + "' is not a valid part of a query");
        }
    }
}
