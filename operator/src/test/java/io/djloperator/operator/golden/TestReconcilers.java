package io.djloperator.operator.golden;

import io.djloperator.operator.kube.TrainingJobCache;
import io.djloperator.operator.profile.Profiles;
import io.djloperator.operator.runtime.ReportAddress;
import io.djloperator.operator.search.SearchReconciler;
import io.djloperator.operator.trainingjob.TrainingJobReconciler;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;

/** The reconcilers as the operator puts them together, without what a container injects. */
public final class TestReconcilers {
    private TestReconcilers() {}

    /** Of TrainingJobs and of searches. */
    public static TrainingJobReconciler trainingJob(KubernetesClient client, TrainingJobCache cache) {
        var profiles = new Profiles(client, new TestSettings());
        var clock = Clock.systemUTC();
        return new TrainingJobReconciler(
                profiles,
                new ReportAddress(),
                cache,
                new SearchReconciler(profiles, cache, client, clock),
                client,
                clock);
    }
}
