package io.djloperator.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.api.v1alpha1.TrainingJobStatus.MetricValue;
import io.djloperator.operator.report.TestEndpoint;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.UUID;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Reports with the tokens that a real API server issues and reviews, under the shipped role. */
@NeedsApiServer
@ParameterizedClass(allowZeroInvocations = true)
@MethodSource("io.djloperator.operator.api.ApiServers#versions")
class ReportApiTest {
    private static final String REPORT = """
            {"epoch":3,"epochs":20,"step":1200,"percent":15,"metrics":[{"name":"validation/auc","value":0.853}]}""";

    @Parameter
    String version;

    private final Requests requests = new Requests();
    private ReportScene scene;
    private KubernetesClient client;
    private TestEndpoint endpoint;

    @BeforeEach
    void start() {
        scene = new ReportScene(ApiServers.admin(version));
        client = ApiServers.operator(version, requests);
        endpoint = TestEndpoint.limited(client, scene.cache());
    }

    @AfterEach
    void stop() {
        endpoint.close();
        client.close();
    }

    private void assertRefused(HttpResponse<String> answer, int status, String told) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).startsWith("{\"error\":\"").contains(told);
    }

    @Test
    void reportIsInTheStatusUnderItsOwnFieldManager() {
        var token = scene.token(scene.running("churn"));
        var answer = endpoint.post(token, REPORT);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{}");
        var job = scene.scene.await(TrainingJob.class, "churn", found -> found.getStatus() != null);
        assertThat(job.getStatus().progress().epoch()).isEqualTo(3);
        assertThat(job.getStatus().progress().percent()).isEqualTo(15);
        assertThat(job.getStatus().progress().time()).matches("20..-..-..T..:..:..Z");
        assertThat(job.getStatus().metrics())
                .containsExactly(new MetricValue("validation/auc", null, "0.853", 1200L, 3));
        assertThat(job.getMetadata().getManagedFields())
                .filteredOn(fields -> "status".equals(fields.getSubresource()))
                .extracting(fields -> fields.getManager() + " " + fields.getOperation())
                .containsExactly("djl-operator-report Apply");
        assertThat(job.getMetadata().getGeneration())
                .as("no reconciliation for a report")
                .isEqualTo(1);
    }

    @Test
    void jobThatIsToStopIsToldSo() {
        var token = scene.token(scene.running("churn"));
        scene.scene.annotate("churn", "djl-operator.io/stop", "not worth it");
        assertThat(endpoint.post(token, REPORT).body()).isEqualTo("{\"stop\":true,\"keepCheckpoint\":true}");
        scene.scene.annotate("churn", "djl-operator.io/keep-checkpoint", "false");
        assertThat(endpoint.post(token, REPORT).body()).isEqualTo("{\"stop\":true,\"keepCheckpoint\":false}");
    }

    @Test
    void jobThatARuleHasStoppedIsToldSo() {
        var token = scene.token(scene.running("churn"));
        scene.scene.patchStatus(TrainingJob.class, "churn", """
                {"status":{"conditions":[{"type":"Succeeded","status":"Unknown","reason":"Stopped"}]}}""");
        assertThat(endpoint.post(token, REPORT).body()).isEqualTo("{\"stop\":true,\"keepCheckpoint\":true}");
    }

    @Test
    void tokenAndPodAreAskedForOnceHoweverManyReportsCome() {
        var token = scene.token(scene.running("churn"));
        for (var i = 0; i < 5; i++) {
            assertThat(endpoint.post(token, REPORT).statusCode()).isEqualTo(202);
        }
        assertThat(requests.matching(r -> r.resource().equals("tokenreviews"))).hasSize(1);
        assertThat(requests.matching(r -> r.resource().equals("pods"))).hasSize(1);
    }

    @Test
    void tokenForAnotherAudienceOpensNothing() {
        var pod = scene.running("churn");
        assertRefused(endpoint.post(scene.token(pod, "https://kubernetes.default.svc"), REPORT), 401, "audience");
        assertRefused(endpoint.post(scene.token(pod, "djl-operator.io/other"), REPORT), 401, "audience");
    }

    @Test
    void tokenThatIsNoneOrForgedOrOfADeletedPodIsRefused() {
        assertRefused(endpoint.post("secret", REPORT), 401, "not valid");
        assertThat(requests.matching(r -> r.resource().equals("tokenreviews")))
                .as("not worth a question")
                .isEmpty();
        var pod = scene.running("churn");
        var parts = scene.token(pod).split("\\.");
        var payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        var later = payload.replaceFirst("\"exp\":\\d", "\"exp\":9");
        var forged = parts[0] + "." + base64(later.getBytes(StandardCharsets.UTF_8)) + "." + parts[2];
        assertThat(later).isNotEqualTo(payload);
        assertRefused(endpoint.post(forged, REPORT), 401, "not valid");

        var token = scene.token(pod);
        scene.scene.client.resource(pod).withGracePeriod(0).delete();
        assertRefused(endpoint.post(token, REPORT), 401, "not valid");
    }

    /** Signed with the API server's own key, but an hour too old. */
    @Test
    void expiredTokenIsRefused() throws IOException, GeneralSecurityException {
        var pod = scene.running("churn");
        var parts = scene.token(pod).split("\\.");
        var payload =
                (ObjectNode) new ObjectMapper().readTree(Base64.getUrlDecoder().decode(parts[1]));
        assertThat(endpoint.post(signed(parts[0], payload), REPORT).statusCode())
                .as("the signature is right")
                .isEqualTo(202);
        for (var time : new String[] {"exp", "iat", "nbf"}) {
            payload.put(time, payload.get(time).asLong() - 7200);
        }
        assertRefused(endpoint.post(signed(parts[0], payload), REPORT), 401, "not valid");
    }

    private static String signed(String head, ObjectNode payload) throws IOException, GeneralSecurityException {
        var text = head + "." + base64(payload.toString().getBytes(StandardCharsets.UTF_8));
        var signer = Signature.getInstance("SHA256withRSA");
        try (var pem =
                new PEMParser(Files.newBufferedReader(Path.of(System.getenv("KUBE_API_TEST_DIR"), "apiserver.key")))) {
            signer.initSign(new JcaPEMKeyConverter()
                    .getKeyPair((PEMKeyPair) pem.readObject())
                    .getPrivate());
        }
        signer.update(text.getBytes(StandardCharsets.UTF_8));
        return text + "." + base64(signer.sign());
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Test
    void tokenOfNoPodAndPodOfNoJobAreStrangers() {
        assertRefused(endpoint.post(scene.token(null), REPORT), 403, "not bound to a pod");
        assertRefused(endpoint.post(scene.token(scene.pod("lonely")), REPORT), 403, "not one of a Job");
    }

    @Test
    void podOfAnotherJobOrNamespaceSpeaksForNobodyElse() {
        scene.running("churn");
        var unowned = scene.job("unowned", lie(scene.scene.createTrainingJob("unowned")));
        assertRefused(
                endpoint.post(scene.token(scene.pod("unowned-0", ReportScene.owner(unowned))), REPORT),
                403,
                "not one of a TrainingJob");
        // The same names in another namespace, but the Job there is not one of ours.
        var other = new ReportScene(ApiServers.admin(version));
        other.scene.createTrainingJob("churn");
        var foreign = other.pod(
                "churn-0",
                ReportScene.owner(scene.scene
                        .find(io.fabric8.kubernetes.api.model.batch.v1.Job.class, "churn")
                        .orElseThrow()));
        assertRefused(endpoint.post(other.token(foreign), REPORT), 403, "not one of a TrainingJob");
        assertThat(requests.matching(r -> r.isWrite() && r.resource().equals("trainingjobs/status")))
                .isEmpty();
    }

    @Test
    void podThatLiesAboutItsOwnerIsRefused() {
        scene.running("churn");
        var job = scene.scene
                .find(io.fabric8.kubernetes.api.model.batch.v1.Job.class, "churn")
                .orElseThrow();
        assertRefused(endpoint.post(scene.token(scene.pod("liar", lie(job))), REPORT), 403, "not one of a TrainingJob");
        var mere = ReportScene.owner(job);
        mere.setController(false);
        assertRefused(endpoint.post(scene.token(scene.pod("mere", mere)), REPORT), 403, "not one of a Job");
    }

    /** The right name, but not the uid. */
    private static OwnerReference lie(io.fabric8.kubernetes.api.model.HasMetadata owner) {
        var reference = ReportScene.owner(owner);
        reference.setUid(UUID.randomUUID().toString());
        return reference;
    }

    @Test
    void jobThatHasEndedTakesNoReport() {
        var token = scene.token(scene.running("churn"));
        scene.ends("churn");
        assertRefused(endpoint.post(token, REPORT), 409, "has ended");
        assertThat(requests.matching(r -> r.isWrite()
                        && !r.resource().equals("tokenreviews")
                        && !r.resource().equals("secrets")))
                .isEmpty();
    }

    @Test
    void wrongPathMethodAndTypeAreRefused() {
        var token = scene.token(scene.running("churn"));
        var body = BodyPublishers.ofString(REPORT);
        assertRefused(
                endpoint.send(endpoint.request(token)
                        .uri(URI.create(endpoint.url() + "/x"))
                        .POST(body)
                        .build()),
                404,
                "/v1/reports");
        for (var method : new String[] {"GET", "PUT", "DELETE", "OPTIONS", "BREW"}) {
            var answer =
                    endpoint.send(endpoint.request(token).method(method, body).build());
            assertRefused(answer, 405, "POST");
            assertThat(answer.headers().firstValue("Allow")).contains("POST");
        }
        assertRefused(
                endpoint.send(endpoint.request(token)
                        .setHeader("Content-Type", "text/plain")
                        .POST(body)
                        .build()),
                415,
                "application/json");
        assertThat(endpoint.send(endpoint.request(token)
                                .setHeader("Content-Type", "Application/JSON; charset=utf-8")
                                .POST(body)
                                .build())
                        .statusCode())
                .isEqualTo(202);
        assertRefused(
                endpoint.send(endpoint.request(token)
                        .setHeader("Authorization", "Basic " + token)
                        .POST(body)
                        .build()),
                401,
                "bearer token");
    }

    @Test
    void bodyThatIsTooLargeIsRefusedWhetherItSaysSoOrNot() {
        var token = scene.token(scene.running("churn"));
        var most = "{\"epoch\":1,\"x\":\"" + "x".repeat(16 * 1024 - 18) + "\"}";
        assertThat(most).hasSize(16 * 1024);
        assertThat(endpoint.post(token, most).statusCode()).isEqualTo(202);
        assertRefused(endpoint.post(token, most + " "), 413, "16384 bytes");
        var bytes = (most + most).getBytes();
        assertRefused(
                endpoint.send(endpoint.request(token)
                        .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(bytes)))
                        .build()),
                413,
                "16384 bytes");
    }

    @Test
    void badFieldIsNamedAndNothingIsRepeated() {
        var token = scene.token(scene.running("churn"));
        assertRefused(
                endpoint.post(token, "{\"percent\":\"secret\"}"), 400, "percent: must be an integer from 0 to 100");
        assertThat(endpoint.post(token, "{\"percent\":\"secret\"").body()).doesNotContain("secret", "Exception");
    }

    @Test
    void podThatReportsTooFastIsTold() {
        var token = scene.token(scene.running("churn"));
        HttpResponse<String> answer = null;
        for (var i = 0; i < 20; i++) {
            answer = endpoint.post(token, REPORT);
        }
        assertRefused(answer, 429, "too many reports from this pod");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(endpoint.post(scene.token(scene.running("calm")), REPORT).statusCode())
                .as("another pod is not disturbed")
                .isEqualTo(202);
        assertThat(endpoint.meters
                        .counter("djl.operator.reports", "outcome", "throttled")
                        .count())
                .isPositive();
    }

    @Test
    void junkTokensDoNotReachTheApiServerWithoutEnd() {
        var statuses = new java.util.TreeMap<Integer, Integer>();
        for (var i = 0; i < 600; i++) {
            statuses.merge(endpoint.post("aaa.bbb.c" + i, REPORT).statusCode(), 1, Integer::sum);
        }
        assertThat(statuses.keySet()).containsExactly(401, 429);
        assertThat(requests.matching(r -> r.resource().equals("tokenreviews")).size())
                .isBetween(256, 256 + 150);
    }
}
