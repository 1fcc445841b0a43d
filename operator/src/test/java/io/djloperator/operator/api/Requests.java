package io.djloperator.operator.api;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Every request of a client, as verb and resource; and a hook before each write, to stop the client there. */
final class Requests implements Interceptor {
    private static final Pattern PATH = Pattern.compile(
            "/(?:api|apis/(?<group>[^/]+))/v1[^/]*(?:/namespaces/(?<namespace>[^/]+))?/(?<resource>[a-z]+)(?:/(?<name>[^/]+))?(?:/(?<sub>[a-z]+))?");

    /** One request in the terms of a role. */
    record Request(String verb, String group, String resource, String namespace, String name) {
        boolean isWrite() {
            return !List.of("get", "list", "watch").contains(verb);
        }
    }

    private final List<Request> all = new CopyOnWriteArrayList<>();
    private final Consumer<Request> beforeWrite;
    private final Runnable afterWrite;

    Requests() {
        this(request -> {});
    }

    /** {@code beforeWrite} is told of each write before it is sent, and may throw. */
    Requests(Consumer<Request> beforeWrite) {
        this(beforeWrite, () -> {});
    }

    /**
     * {@code afterWrite} is told of each write that the API server has answered; where it throws, the client never hears the answer. Events do not
     * count: nothing that is decided depends on them.
     */
    Requests(Consumer<Request> beforeWrite, Runnable afterWrite) {
        this.beforeWrite = beforeWrite;
        this.afterWrite = afterWrite;
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        var path = PATH.matcher(request.uri().getPath());
        if (!path.matches()) {
            return;
        }
        var resource =
                path.group("sub") == null ? path.group("resource") : path.group("resource") + "/" + path.group("sub");
        var group = path.group("group") == null ? "" : path.group("group");
        var seen = new Request(
                verb(request, path.group("name")), group, resource, path.group("namespace"), path.group("name"));
        boolean isDryRun = String.valueOf(request.uri().getQuery()).contains("dryRun=All"); // writes nothing
        if (seen.isWrite() && !isDryRun && !resource.equals("selfsubjectrulesreviews")) {
            beforeWrite.accept(seen);
        }
        all.add(seen);
    }

    @Override
    public AsyncBody.Consumer<List<ByteBuffer>> consumer(
            AsyncBody.Consumer<List<ByteBuffer>> consumer, HttpRequest request) {
        if (!isLasting(request)) {
            return consumer;
        }
        var told = new AtomicBoolean();
        return (part, body) -> {
            if (told.compareAndSet(false, true)) {
                afterWrite.run();
            }
            consumer.consume(part, body);
        };
    }

    private static boolean isLasting(HttpRequest request) {
        return !request.method().equals("GET")
                && !String.valueOf(request.uri().getQuery()).contains("dryRun=All")
                && !request.uri().getPath().matches(".*/(events|selfsubjectrulesreviews)");
    }

    private static String verb(HttpRequest request, String name) {
        return switch (request.method()) {
            case "GET" -> {
                var query = String.valueOf(request.uri().getQuery());
                yield query.contains("watch=true")
                        ? "watch"
                        : name == null || query.contains("fieldSelector=metadata.name") ? "list" : "get";
            }
            case "POST" -> "create";
            case "PUT" -> "update";
            default -> request.method().toLowerCase(java.util.Locale.ROOT);
        };
    }

    /** The writes so far, in order. */
    List<Request> writes() {
        return matching(Request::isWrite);
    }

    List<Request> matching(Predicate<Request> which) {
        return new ArrayList<>(all).stream().filter(which).toList();
    }
}
