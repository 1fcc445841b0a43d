package io.djloperator.local.api.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.djloperator.local.api.Access;
import io.djloperator.local.api.embedded.Target.Key;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Tokens of service accounts: TokenRequest issues them, TokenReview says whose they are. A token is a random word that this server
 * knows, bound to a pod; it ends with the pod or with its time. None of them opens this API.
 */
final class Tokens {
    static final String REVIEW_PATH = "/apis/authentication.k8s.io/v1/tokenreviews";

    private static final String OWN_AUDIENCE = "https://localhost";
    private static final long DEFAULT_LIFE_SECONDS = 3600;

    private final Store store;
    private final Kinds kinds;
    private final Map<String, Issued> issued = new ConcurrentHashMap<>();

    Tokens(Store store, Kinds kinds) {
        this.store = store;
        this.kinds = kinds;
    }

    /** What this server knows of a token. */
    private record Issued(Key account, Key pod, String podUid, List<String> audiences, Instant until) {}

    /** Answers a TokenRequest for a service account. */
    ObjectNode issue(Key account, ObjectNode request) {
        if (store.get(account).isEmpty()) {
            throw ApiFailure.notFound(account.quoted());
        }
        var bound = request.at("/spec/boundObjectRef");
        if (!bound.path("kind").asText().equals("Pod")) {
            throw ApiFailure.invalid("spec.boundObjectRef: this API server issues tokens that are bound to a pod only");
        }
        var key = new Key(
                kinds.find("", "v1", "pods").orElseThrow(),
                account.namespace(),
                bound.path("name").asText());
        var pod = store.get(key).orElseThrow(() -> ApiFailure.notFound(key.quoted()));
        var uid = pod.at("/metadata/uid").asText();
        if (!uid.equals(bound.path("uid").asText(uid))) {
            throw ApiFailure.conflict(key.quoted());
        }
        if (!pod.at("/spec/serviceAccountName").asText("").equals(account.name())) {
            throw ApiFailure.invalid("cannot bind token for serviceaccount \"" + account.name()
                    + "\" to pod running with different serviceaccount name.");
        }
        var life = request.at("/spec/expirationSeconds").asLong(DEFAULT_LIFE_SECONDS);
        var until = Instant.now().plusSeconds(life).truncatedTo(ChronoUnit.SECONDS);
        var audiences = texts(request.at("/spec/audiences"));
        var token = newToken();
        issued.values().removeIf(this::isOver);
        issued.put(
                token, new Issued(account, key, uid, audiences.isEmpty() ? List.of(OWN_AUDIENCE) : audiences, until));
        var answer = request.deepCopy();
        answer.putObject("status").put("token", token).put("expirationTimestamp", until.toString());
        return answer;
    }

    /** Three words, as a cluster's tokens have: whoever is given a token may refuse one of another form at once. */
    private static String newToken() {
        return String.join(".", Access.newToken(), Access.newToken(), Access.newToken());
    }

    /** Answers a TokenReview: whose token it is, if it is one, and for which of the asked audiences. */
    ObjectNode review(ObjectNode review) {
        var answer = review.deepCopy();
        var asked = texts(review.at("/spec/audiences"));
        var known = Optional.ofNullable(issued.get(review.at("/spec/token").asText()))
                .filter(token -> !isOver(token));
        var audiences = known.map(Issued::audiences).orElse(List.of()).stream()
                .filter(asked.isEmpty() ? OWN_AUDIENCE::equals : asked::contains)
                .toList();
        var status = answer.putObject("status").put("authenticated", !audiences.isEmpty());
        if (audiences.isEmpty()) {
            status.putObject("user");
            status.put("error", "invalid bearer token");
            return answer;
        }
        audiences.forEach(status.putArray("audiences")::add);
        known.ifPresent(token -> describe(token, status.putObject("user")));
        return answer;
    }

    private void describe(Issued token, ObjectNode user) {
        var account = token.account();
        user.put("username", "system:serviceaccount:" + account.namespace() + ":" + account.name());
        store.get(account).ifPresent(found -> user.set("uid", found.at("/metadata/uid")));
        var groups = user.putArray("groups");
        Stream.of("system:serviceaccounts", "system:serviceaccounts:" + account.namespace(), "system:authenticated")
                .forEach(groups::add);
        var extra = user.putObject("extra");
        extra.putArray("authentication.kubernetes.io/pod-name").add(token.pod().name());
        extra.putArray("authentication.kubernetes.io/pod-uid").add(token.podUid());
    }

    private boolean isOver(Issued token) {
        var pod = store.get(token.pod());
        return !Instant.now().isBefore(token.until())
                || pod.isEmpty()
                || !pod.get().at("/metadata/uid").asText().equals(token.podUid());
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
