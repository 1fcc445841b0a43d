package io.djloperator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.api.v1alpha1.TrainingJobStatus.MetricValue;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The example of a search, beside the single job that it starts from. */
@NeedsCluster
class SearchTest {
    private static final String ROW = """
            [{"pirat":0.31,"hirat":0.3,"lvrat":0.69,"chist":1,"mhist":2,"phist":"no","unemp":4.3,"selfemp":"no","insurance":"no","condomin":"no","single":"yes","hschool":"yes"}]""";

    private static Scene scene;

    @BeforeAll
    static void namespace() {
        scene = new Scene("search");
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    @Test
    void aSearchEndsWithAModelThatIsServedAndIsNoWorseThanTheSingleJobs() throws IOException {
        scene.kubectl("apply", "-f", "examples/hmda/data.yaml", "-f", "examples/hmda/claim.yaml");
        scene.kubectl("apply", "-f", "examples/hmda/training-job.yaml");
        scene.awaitState("hmda", "Completed", Duration.ofSeconds(120));
        scene.kubectl("apply", "-f", "examples/hmda-search/");
        scene.awaitState("hmda-tune", "Completed", Duration.ofSeconds(420));
        System.out.println("$ kubectl get tj,mdep\n" + scene.kubectl("get", "tj,mdep"));
        System.out.println(scene.kubectl("get", "configmap/hmda-tune-trials", "-o", "jsonpath={.data.trials\\.jsonl}"));

        var search = scene.status("hmda-tune");
        assertThat(search.search().trials()).isEqualTo("12/12");
        assertThat(auc("hmda-tune")).isGreaterThanOrEqualTo(auc("hmda"));

        scene.awaitReady("hmda-tune");
        assertThat(scene.modelDeployment("hmda-tune").getStatus().model().digest())
                .isEqualTo(search.model().digest());
        var service = Scene.CLIENT
                .services()
                .inNamespace(scene.namespace)
                .withName("hmda-tune")
                .get();
        var answer = Http.post(service.getSpec().getClusterIP(), 80, "/predictions/hmda-tune", ROW);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("deny");
    }

    private static double auc(String job) {
        return scene.status(job).metrics().stream()
                .filter(metric -> metric.name().equals("test/auc"))
                .map(MetricValue::value)
                .mapToDouble(Double::parseDouble)
                .findFirst()
                .orElseThrow();
    }
}
