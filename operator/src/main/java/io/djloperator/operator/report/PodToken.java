package io.djloperator.operator.report;

import io.djloperator.operator.runtime.ReportAccess;
import io.fabric8.kubernetes.api.model.authentication.TokenReview;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A projected service account token, and what the API server says of it.
 *
 * @param namespace of the pod that the token is bound to
 * @param pod its name
 * @param uid its uid
 */
record PodToken(String namespace, String pod, String uid) {
    private static final String ACCOUNT = "system:serviceaccount:";
    private static final String POD_NAME = "authentication.kubernetes.io/pod-name";
    private static final String POD_UID = "authentication.kubernetes.io/pod-uid";
    private static final Pattern FORM = Pattern.compile("[\\w-]{1,4096}\\.[\\w-]{1,4096}\\.[\\w-]{1,4096}");

    /** Whether {@code token} can be one at all: what cannot is not worth a question to the API server. */
    static boolean hasForm(String token) {
        return token.length() <= 8192 && FORM.matcher(token).matches();
    }

    /** What is kept of a token in memory. */
    static String digest(String token) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    static TokenReview question(String token) {
        return new TokenReviewBuilder()
                .withNewSpec()
                .withToken(token)
                .withAudiences(ReportAccess.AUDIENCE)
                .endSpec()
                .build();
    }

    /** Whether the API server vouches for the token and for our audience; a server that ignores audiences names none. */
    static boolean isValid(TokenReview answer) {
        var status = answer.getStatus();
        return status != null
                && Boolean.TRUE.equals(status.getAuthenticated())
                && status.getAudiences() != null
                && status.getAudiences().contains(ReportAccess.AUDIENCE);
    }

    /** The pod that a valid token is bound to; empty where it is bound to none. */
    static Optional<PodToken> of(TokenReview valid) {
        var user = valid.getStatus().getUser();
        if (user == null || user.getUsername() == null || !user.getUsername().startsWith(ACCOUNT)) {
            return Optional.empty();
        }
        var namespace = user.getUsername().substring(ACCOUNT.length()).split(":")[0];
        Map<String, List<String>> extra = user.getExtra() == null ? Map.of() : user.getExtra();
        var name = extra.getOrDefault(POD_NAME, List.of());
        var uid = extra.getOrDefault(POD_UID, List.of());
        return name.size() == 1 && uid.size() == 1
                ? Optional.of(new PodToken(namespace, name.get(0), uid.get(0)))
                : Optional.empty();
    }
}
