package io.djloperator.operator.kube;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Set;

/**
 * Why a child could not be written, in words for the status.
 *
 * @param reason one CamelCase word
 * @param message what the API server said, or what to change
 * @param isInvalid whether it is the child's own content that the API server does not take, so that another try would fare no better
 */
public record Refusal(String reason, String message, boolean isInvalid) {
    private static final Set<Integer> OF_CONTENT = Set.of(400, 413, 422);

    /** A refusal that may pass. */
    public Refusal(String reason, String message) {
        this(reason, message, false);
    }

    /** The API server refused: quota, admission, missing rights. */
    public static final String CHILD_REFUSED = "ChildRefused";

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
