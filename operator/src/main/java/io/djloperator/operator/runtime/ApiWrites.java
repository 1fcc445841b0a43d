package io.djloperator.operator.runtime;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Counts what the operator writes to the API server, by verb and resource. Each try counts. */
public final class ApiWrites implements Interceptor {
    private static final Pattern PATH =
            Pattern.compile("/(?:api|apis/[^/]+)/[^/]+(?:/namespaces/[^/]+)?/([a-z]+)(?:/[^/]+(?:/([a-z]+))?)?");
    private static final Map<String, String> VERBS =
            Map.of("POST", "create", "PUT", "update", "PATCH", "patch", "DELETE", "delete");

    private final MeterRegistry registry;

    public ApiWrites(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        var verb = VERBS.get(request.method());
        if (verb != null) {
            resource(request.uri().getPath())
                    .ifPresent(
                            resource -> registry.counter("djl.operator.api.writes", "verb", verb, "resource", resource)
                                    .increment());
        }
    }

    /** Such as {@code jobs} or {@code trainingjobs/status}. */
    static Optional<String> resource(String path) {
        var matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(matcher.group(2) == null ? matcher.group(1) : matcher.group(1) + "/" + matcher.group(2));
    }
}
