package io.djloperator.local.api.embedded;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A request that is refused, in the words of Kubernetes' {@code metav1.Status}. */
final class ApiFailure extends RuntimeException {
    final int code;
    final String reason;

    private ApiFailure(int code, String reason, String message) {
        super(message, null, false, false);
        this.code = code;
        this.reason = reason;
    }

    static ApiFailure notFound(String what) {
        return new ApiFailure(404, "NotFound", what + " not found");
    }

    static ApiFailure alreadyExists(String what) {
        return new ApiFailure(409, "AlreadyExists", what + " already exists");
    }

    static ApiFailure conflict(String what) {
        return new ApiFailure(
                409,
                "Conflict",
                "Operation cannot be fulfilled on " + what
                        + ": the object has been modified; please apply your changes to the latest version and try again");
    }

    static ApiFailure invalid(String message) {
        return new ApiFailure(422, "Invalid", message);
    }

    static ApiFailure badRequest(String message) {
        return new ApiFailure(400, "BadRequest", message);
    }

    static ApiFailure unauthorized() {
        return new ApiFailure(401, "Unauthorized", "Unauthorized: send the token of .local/kubeconfig");
    }

    static ApiFailure notAllowed(String method) {
        return new ApiFailure(405, "MethodNotAllowed", "the embedded API server does not support " + method + " here");
    }

    static ApiFailure tooLarge(int limitBytes) {
        return new ApiFailure(413, "RequestEntityTooLarge", "the request is larger than " + limitBytes + " bytes");
    }

    static ApiFailure unsupportedMediaType(String type) {
        return new ApiFailure(
                415, "UnsupportedMediaType", "the embedded API server understands JSON and YAML, not '" + type + "'");
    }

    static ApiFailure gone() {
        return new ApiFailure(410, "Expired", "too old resource version");
    }

    ObjectNode toStatus() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", "v1")
                .put("kind", "Status")
                .put("status", "Failure")
                .put("message", getMessage())
                .put("reason", reason)
                .put("code", code);
    }
}
