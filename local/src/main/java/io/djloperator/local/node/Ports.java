package io.djloperator.local.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;

/** Pods have no addresses of their own here: each gets free ports of 127.0.0.1 in place of those that it declares. */
final class Ports {
    private static final List<String> VARIABLES = List.of(
            "SERVING_INFERENCE_ADDRESS",
            "SERVING_MANAGEMENT_ADDRESS",
            "MODEL_RUNTIME_METRICS_PORT",
            "MODEL_RUNTIME_INFERENCE_PORT");
    private static final Pattern ADDRESS = Pattern.compile("http://[^:/]+:(\\d{1,5})");
    private static final Pattern PORT = Pattern.compile("\\d{1,5}");

    private final Map<Integer, Integer> byDeclared = new LinkedHashMap<>();
    private final IntSupplier freePort;

    Ports(IntSupplier freePort) {
        this.freePort = freePort;
    }

    /** The environment with every port in one of the four variables replaced. */
    Map<String, String> rewrite(Map<String, String> environment) {
        var rewritten = new HashMap<>(environment);
        VARIABLES.forEach(name -> rewritten.computeIfPresent(name, (n, value) -> rewrite(value)));
        return rewritten;
    }

    /** Where a declared port listens; the port itself where it is not one of the pod's. */
    int actual(int declared) {
        return byDeclared.getOrDefault(declared, declared);
    }

    Map<Integer, Integer> all() {
        return Map.copyOf(byDeclared);
    }

    private String rewrite(String value) {
        var address = ADDRESS.matcher(value);
        if (address.matches()) {
            return "http://127.0.0.1:" + assign(Integer.parseInt(address.group(1)));
        }
        return PORT.matcher(value).matches() ? String.valueOf(assign(Integer.parseInt(value))) : value;
    }

    private int assign(int declared) {
        return byDeclared.computeIfAbsent(declared, port -> freePort.getAsInt());
    }

    static int anyFree() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
