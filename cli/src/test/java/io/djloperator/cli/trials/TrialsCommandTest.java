package io.djloperator.cli.trials;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.djloperator.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against an HTTP server with a few answers of an API server. */
class TrialsCommandTest {
    private static final String JOBS = "/apis/djl-operator.io/v1alpha1/namespaces/%s/trainingjobs";
    private static final String SEARCH = """
            {"apiVersion":"djl-operator.io/v1alpha1","kind":"TrainingJob","metadata":{"name":"tune","namespace":"demo"},
             "spec":{"container":{"image":"a"},"search":{"objectives":[{"metric":"loss","goal":"minimize"}],
              "parameters":[{"name":"lr","uniform":{"min":"0","max":"1"}}]}},
             "status":{"conditions":[{"type":"Succeeded","status":"%s","reason":"%s","message":"m"}],
              "search":{"trials":"1/20","best":{"trial":1,"values":["0.5"],"parameters":{"lr":"0.25"}}}}}
            """;
    private static final String TRIALS = """
            {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"tune-trials","namespace":"demo"},
             "data":{"trials.jsonl":"{\\"trial\\":1,\\"parameters\\":{\\"lr\\":\\"0.25\\"},\\"state\\":\\"Completed\\",\\"values\\":[\\"0.5\\"],\\"ended\\":1}\\n"}}
            """;
    private static final String CURVE = """
            {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"tune-1-curve","namespace":"demo"},
             "data":{"curve.json":"{\\"loss\\": [[10,1,0.9],[20,2,0.5]]}"}}
            """;

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private int refusal = 404;
    private HttpServer server;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var body = answers.get(exchange.getRequestURI().getPath());
            var bytes = (body == null
                            ? "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"message\":\"said by the server\",\"code\":%d}"
                                    .formatted(refusal)
                            : body)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(body == null ? refusal : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        var url = "http://127.0.0.1:" + server.getAddress().getPort();
        Files.writeString(folder.resolve("config"), """
                apiVersion: v1
                kind: Config
                current-context: here
                clusters: [{name: here, cluster: {server: "%s"}}, {name: nowhere, cluster: {server: "http://127.0.0.1:1"}}]
                users: [{name: me, user: {token: t}}]
                contexts:
                  - {name: here, context: {cluster: here, user: me, namespace: demo}}
                  - {name: elsewhere, context: {cluster: here, user: me, namespace: other}}
                  - {name: nowhere, context: {cluster: nowhere, user: me}}
                """.formatted(url));
        var jobs = JOBS.formatted("demo");
        answers.put(jobs, list(SEARCH.formatted("Unknown", "Running")));
        answers.put(jobs + "/tune", SEARCH.formatted("Unknown", "Running"));
        answers.put(jobs + "/plain", """
                {"metadata":{"name":"plain"},"spec":{"container":{"image":"a"}}}""");
        answers.put(jobs + "/tune-1", """
                {"metadata":{"name":"tune-1","labels":{"djl-operator.io/search":"tune"}},"spec":{"container":{"image":"a"}}}""");
        answers.put("/api/v1/namespaces/demo/configmaps/tune-trials", TRIALS);
        answers.put("/api/v1/namespaces/demo/configmaps/tune-1-curve", CURVE);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aSearchIsShownWithItsTrialsAndTheBestCurve() {
        var run = run("trials", "tune", "--ascii");
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains(
                        "tune   Running",
                        "best        trial 1   0.5   lr=0.25",
                        "*      1  Completed",
                        "trial 1: loss by epoch");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void aNameMayHaveItsKindBeforeItAsInKubectl() {
        assertThat(run("trials", "tj/tune").code()).isZero();
        assertThat(run("trials", "trainingjob.djl-operator.io/tune").code()).isZero();
    }

    @Test
    void jsonIsForPrograms() {
        assertThat(run("trials", "tune", "-o", "json").out()).contains("\"trials\" : [ {", "\"state\" : \"Completed\"");
    }

    @Test
    void theContextDecidesAboutTheNamespaceAndTheOptionBeforeIt() {
        answers.put(JOBS.formatted("other"), list());
        assertThat(run("trials", "tune", "--context", "elsewhere").err()).contains("in the namespace 'other'");
        assertThat(run("trials", "tune", "--context", "elsewhere", "-n", "demo").code())
                .isZero();
    }

    @Test
    void aNameThatIsNotThereNamesThoseThatAre() {
        var run = run("trials", "tuna");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("error: no TrainingJob 'tuna' in the namespace 'demo'; searches there: tune\n");
    }

    @Test
    void aJobThatIsNoSearchIsSaidToBeNone() {
        assertThat(run("trials", "plain").err()).contains("'plain' is no search: its spec has no `search`");
    }

    @Test
    void aTrialNamesItsSearch() {
        assertThat(run("trials", "tune-1").err())
                .isEqualTo("error: 'tune-1' is a trial of the search 'tune': kubectl djl trials tune\n");
    }

    @Test
    void aClusterWithoutTheOperatorIsSaidToBeOne() {
        answers.clear();
        assertThat(run("trials", "tune").err()).contains("has no TrainingJobs: install djl-operator's CRDs there");
    }

    @Test
    void aRefusalNamesTheRightsThatAreNeeded() {
        answers.clear();
        refusal = 403;
        assertThat(run("trials", "tune").err())
                .contains("not allowed: said by the server; reading a search needs `get` on trainingjobs");
        refusal = 401;
        assertThat(run("trials", "tune").err()).contains("does not know you: log in again");
    }

    @Test
    void aServerThatDoesNotAnswerIsNamed() {
        var run = run("trials", "tune", "--context", "nowhere");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("error: no answer from the API server at http://127.0.0.1:1")
                .doesNotContain("\tat ");
    }

    @Test
    void aContextThatIsNotThereIsSaidSo() {
        assertThat(run("trials", "tune", "--context", "prod").err())
                .contains("--context prod: the kubeconfig has no such context");
        assertThat(run("trials", "tune", "--kubeconfig", "/nonexistent").err())
                .contains("--kubeconfig /nonexistent: no such file");
    }

    @Test
    void aNameThatIsNoneIsSaidToBeNoneBeforeTheServerIsAsked() {
        wrongUse("--namespace 'BAD NS': is no name of a namespace", "trials", "tune", "-n", "BAD NS");
        wrongUse("'BAD NAME' is no name of a TrainingJob", "trials", "BAD NAME");
        wrongUse("--limit -1: must be at least 0", "trials", "tune", "--limit", "-1");
    }

    @Test
    void aKubeconfigThatIsNoneIsSaidInASentence() throws IOException {
        var file = folder.resolve("other");
        Files.write(file, new byte[] {0, (byte) 0xff, (byte) 0xfe});
        wrongUse("is no text that can be read", "trials", "tune", "--kubeconfig", file.toString());
        Files.writeString(file, "\0a: b");
        wrongUse("is no YAML that can be read", "trials", "tune", "--kubeconfig", file.toString());
        Files.writeString(file, "a: &a [*a]");
        wrongUse("the list or map 'a' holds itself", "trials", "tune", "--kubeconfig", file.toString());
    }

    @Test
    void aKubeconfigOfAnotherFormIsSaidInASentence() throws IOException {
        var file = folder.resolve("other");
        for (var text : List.of("", "[]", "text", "a: b", "clusters: text", "contexts: [1]\ncurrent-context: [2]")) {
            var path = Files.writeString(file, text).toString();
            var run = run("trials", "tune", "--kubeconfig", path);
            assertThat(run.err()).as(text).startsWith("error: ").doesNotContain("\tat ", "fault of kubectl-djl");
            assertThat(run.err().lines()).hasSize(1);
        }
    }

    private void wrongUse(String words, String... arguments) {
        var run = run(arguments);
        assertThat(run.err()).startsWith("error: ").contains(words);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.code()).isEqualTo(2);
    }

    @Test
    void watchingEndsWithTheSearch() {
        answers.put(JOBS.formatted("demo") + "/tune", SEARCH.formatted("True", "Completed"));
        assertThat(run("trials", "tune", "-w").out()).contains("tune   Completed");
    }

    @Test
    void wrongUseIsTwo() {
        assertThat(run("trials").code()).isEqualTo(2);
        assertThat(run("trials", "tune", "--sort", "age").code()).isEqualTo(2);
        assertThat(run("nonsense").code()).isEqualTo(2);
    }

    private record Run(int code, String out, String err) {}

    private Run run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var all = new java.util.ArrayList<>(List.of(arguments));
        if (arguments[0].equals("trials") && !all.contains("--kubeconfig")) {
            all.addAll(List.of("--kubeconfig", folder.resolve("config").toString()));
        }
        var code = Main.commandLine(new PrintWriter(out), new PrintWriter(err)).execute(all.toArray(String[]::new));
        return new Run(code, out.toString(), err.toString());
    }

    private static String list(String... items) {
        return "{\"apiVersion\":\"djl-operator.io/v1alpha1\",\"kind\":\"TrainingJobList\",\"metadata\":{},\"items\":[%s]}"
                .formatted(String.join(",", items));
    }
}
