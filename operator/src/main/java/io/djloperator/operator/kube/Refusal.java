package io.djloperator.operator.kube;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Why a child could not be written, in words for the status.
 *
 * @param reason one CamelCase word
 * @param message what the API server said, or what to change
 * @param isInvalid whether it is the child's own content that the API server does not take, so that another try would fare no better
 */
public record Refusal(String reason, String message, boolean isInvalid) {
    private static final Set<Integer> OF_CONTENT = Set.of(400, 413, 422);
    private static final Set<Integer> FOR_NOW = Set.of(403, 404);
    private static final int INVALID = 422;

    /** The API server's own words; the code is the webhook's choice. */
    private static final Pattern DENIED = Pattern.compile("^admission webhook \"[^\"]*\" denied the request");

    private static final int MAX_MESSAGE = 1024;

    /** A refusal that may pass. */
    public Refusal(String reason, String message) {
        this(reason, message, false);
    }

    /** The API server refused: quota, admission, missing rights. */
    public static final String CHILD_REFUSED = "ChildRefused";

    /** The refusal that {@code e} tells of; empty where the API server could not be reached or failed, so that another try may fare better. */
    public static Optional<Refusal> of(KubernetesClientException e) {
        return isOfContent(e) || FOR_NOW.contains(e.getCode())
                ? Optional.of(new Refusal(CHILD_REFUSED, Text.bounded(words(e), MAX_MESSAGE), isOfSpec(e)))
                : Optional.empty();
    }

    /** Whether the object's own content is the reason: by the schema, or by an admission policy or webhook. A quota says nothing of it. */
    public static boolean isOfSpec(KubernetesClientException e) {
        return e.getCode() == INVALID || DENIED.matcher(words(e)).find();
    }

    /** Whether the API server refused what an object holds, so that the same would be refused again. */
    public static boolean isOfContent(KubernetesClientException e) {
        return OF_CONTENT.contains(e.getCode());
    }

    /** What the API server said. */
    public static String words(KubernetesClientException e) {
        return e.getStatus() != null && e.getStatus().getMessage() != null
                ? e.getStatus().getMessage()
                : e.getMessage();
    }

    /** An object of that name exists and belongs to someone else. */
    public static final String NAME_TAKEN = "NameTaken";
}
