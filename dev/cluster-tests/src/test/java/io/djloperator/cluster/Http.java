package io.djloperator.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * One request on a connection of its own. The JDK's clients keep connections and try some requests twice without saying so, which would
 * hide what these tests look for.
 *
 * @param status of the answer
 * @param body of the answer
 */
record Http(int status, String body) {
    private static final int TIMEOUT_MILLIS = 20_000;

    static Http post(String host, int port, String path, String json) throws IOException {
        return exchange(host, port, "POST", path, json);
    }

    static Http get(String host, int port, String path) throws IOException {
        return exchange(host, port, "GET", path, "");
    }

    private static Http exchange(String host, int port, String method, String path, String json) throws IOException {
        var body = json.getBytes(StandardCharsets.UTF_8);
        var head = "%s %s HTTP/1.0\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                .formatted(method, path, host, body.length);
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            var out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.write(body);
            out.flush();
            return parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static Http parse(String answer) throws IOException {
        var end = answer.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new IOException("no answer but '" + answer + "'");
        }
        return new Http(Integer.parseInt(answer.split(" ", 3)[1]), answer.substring(end + 4));
    }
}
