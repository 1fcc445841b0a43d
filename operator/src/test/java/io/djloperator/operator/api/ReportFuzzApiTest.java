package io.djloperator.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.report.TestEndpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Hostile reports from a pod that may report: nothing breaks, and nothing is written but into its own job's namespace. */
@NeedsApiServer
@ParameterizedClass(allowZeroInvocations = true)
@MethodSource("io.djloperator.operator.api.ApiServers#versions")
class ReportFuzzApiTest {
    private static final int REPORTS = 10_000;
    private static final int RAW = 200;
    private static final List<String> SEEDS =
            List.of("""
            {"epoch":3,"epochs":20,"step":1200,"percent":15,"remainingSeconds":40,"checkpointStep":1100,"resumedStep":900,
             "metrics":[{"name":"validation/auc","value":0.853,"step":1200,"epoch":3},{"name":"loss","value":"1e-3"}]}""", "{\"metrics\":[{\"name\":\"train/loss\",\"value\":0.693147}],\"step\":7}", "{\"epoch\":1}");
    private static final List<String> SPLINTERS = List.of(
            "null",
            "true",
            "-1",
            "1e999",
            "-0",
            "9007199254740993",
            "99999999999999999999",
            "\"\"",
            "[]",
            "{}",
            "[[[[[[",
            "\\u0000",
            "\"NaN\"",
            "NaN",
            "\uFEFF",
            "\"../../secret\"",
            "\"name\":",
            "\"metrics\":",
            ",",
            "}",
            "{\"",
            "\r\n\r\n",
            "0.000000000000000000000000000001",
            "\"by\":\"x\"",
            "\uD83D\uDE00",
            "\"namespace\":\"kube-system\"");

    @Parameter
    String version;

    @Test
    void tenThousandMutatedReportsBreakNothing() {
        var requests = new Requests();
        var scene = new ReportScene(ApiServers.admin(version));
        var token = scene.token(scene.running("churn"));
        var random = new Random(20261124);
        try (var client = ApiServers.operator(version, requests);
                var endpoint = TestEndpoint.unlimited(client, scene.watchedCache())) {
            var answers = new TreeMap<Integer, Integer>();
            for (var i = 0; i < REPORTS; i++) {
                var body = random.nextInt(8) == 0 ? noise(random) : mutated(random);
                var answer = endpoint.post(token, body);
                answers.merge(answer.statusCode(), 1, Integer::sum);
                assertThat(answer.statusCode())
                        .as(() -> new String(body, StandardCharsets.UTF_8))
                        .isIn(202, 400, 413);
                assertThat(answer.body()).doesNotContain("Exception", "at io.", "kube-system", "secret");
            }
            assertThat(answers.keySet()).as("%s", answers).contains(202, 400);
            // 501 is right where a mutation asks for a version of HTTP that does not exist.
            for (var i = 0; i < RAW; i++) {
                rawAnswer(endpoint, head(random, token))
                        .ifPresent(line -> assertThat(line).doesNotContain(" 500", " 502", " 503", " 504"));
            }
            assertThat(endpoint.post(token, "{\"epoch\":77}").statusCode()).isEqualTo(202);
            var job = scene.scene.await(
                    TrainingJob.class,
                    "churn",
                    found -> found.getStatus() != null
                            && Integer.valueOf(77)
                                    .equals(found.getStatus().progress().epoch()));
            assertThat(job.getStatus().metrics()).hasSizeBetween(1, 64);
        }
        var writtenTo = new TreeSet<String>();
        requests.writes().stream()
                .filter(r ->
                        !r.resource().equals("tokenreviews") && !r.resource().equals("secrets"))
                .forEach(r -> writtenTo.add(r.namespace() + " " + r.resource() + " " + r.name()));
        assertThat(writtenTo)
                .isSubsetOf(
                        scene.scene.namespace + " trainingjobs/status churn",
                        scene.scene.namespace + " configmaps null", // a creation
                        scene.scene.namespace + " configmaps churn-curve");
    }

    /** One to five changes to a valid report. */
    private static byte[] mutated(Random random) {
        var bytes = new ArrayList<Byte>();
        for (var b : SEEDS.get(random.nextInt(SEEDS.size())).getBytes(StandardCharsets.UTF_8)) {
            bytes.add(b);
        }
        for (var changes = random.nextInt(5); changes >= 0; changes--) {
            mutate(bytes, random);
        }
        var body = new byte[bytes.size()];
        for (var i = 0; i < body.length; i++) {
            body[i] = bytes.get(i);
        }
        return body;
    }

    private static void mutate(List<Byte> bytes, Random random) {
        var at = random.nextInt(bytes.size() + 1);
        switch (random.nextInt(5)) {
            case 0 -> bytes.add(at, (byte) random.nextInt(256));
            case 1 ->
                bytes.subList(at, Math.min(bytes.size(), at + 1 + random.nextInt(8)))
                        .clear();
            case 2 -> bytes.addAll(at, List.copyOf(bytes.subList(at, Math.min(bytes.size(), at + 40))));
            case 3 -> {
                if (at < bytes.size()) {
                    bytes.set(at, (byte) (bytes.get(at) ^ 1 << random.nextInt(8)));
                }
            }
            default -> {
                var splinter = new ArrayList<Byte>();
                for (var b : SPLINTERS.get(random.nextInt(SPLINTERS.size())).getBytes(StandardCharsets.UTF_8)) {
                    splinter.add(b);
                }
                bytes.addAll(at, splinter);
            }
        }
    }

    private static byte[] noise(Random random) {
        var body = new byte[random.nextInt(random.nextInt(10) == 0 ? 40_000 : 500)];
        random.nextBytes(body);
        return body;
    }

    /** A request whose head is broken here and there. */
    private static byte[] head(Random random, String token) {
        var head = new StringBuilder("POST /v1/reports HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: 11\r\n\r\n{\"epoch\":1}");
        for (var changes = random.nextInt(4); changes >= 0; changes--) {
            var at = random.nextInt(head.length());
            switch (random.nextInt(3)) {
                case 0 -> head.setCharAt(at, (char) random.nextInt(256));
                case 1 -> head.insert(at, SPLINTERS.get(random.nextInt(SPLINTERS.size())));
                default -> head.delete(at, Math.min(head.length(), at + random.nextInt(30)));
            }
        }
        return head.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The first line of the answer; empty where the connection is cut or the server still waits for more. */
    private static java.util.Optional<String> rawAnswer(TestEndpoint endpoint, byte[] request) {
        try (var socket = TestEndpoint.context(endpoint.authority())
                .getSocketFactory()
                .createSocket("127.0.0.1", endpoint.url().getPort())) {
            socket.setSoTimeout(300);
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            var line = new byte[200];
            var read = socket.getInputStream().read(line);
            return read <= 0
                    ? java.util.Optional.empty()
                    : new String(line, 0, read, StandardCharsets.ISO_8859_1)
                            .lines()
                            .findFirst();
        } catch (IOException e) {
            return java.util.Optional.empty();
        }
    }
}
