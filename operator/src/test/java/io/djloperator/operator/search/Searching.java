package io.djloperator.operator.search;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.golden.TestSettings;
import io.djloperator.operator.profile.ProfileSet;
import io.djloperator.operator.profile.Resolution;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Searches for tests: what a case does not speak of is as usual. */
final class Searching {
    static final Function<TrainingJob, Resolution> PROFILES = profiles("{}");

    private static final String OBJECTIVE = "objectives: [{metric: validation/auc, goal: maximize}]\n";

    private Searching() {}

    /** With a default profile of these lines. */
    static Function<TrainingJob, Resolution> profiles(String yaml) {
        var profiles = ProfileSet.of(Map.of("default", yaml));
        return job -> profiles.resolve(job, new TestSettings().trainerImage());
    }

    /** A search of our trainer; {@code search} are lines of {@code spec.search}, {@code others} of {@code spec}. */
    static TrainingJob of(String search, String... others) {
        return job("""
                  data: {tabular: {tables: [{name: t, uri: "configMap://data/t.csv"}], target: y, task: classification}}
                  model: {mlp: {}}
                  training: {epochs: 27}
                  output: {uri: "pvc://models/tune"}
                """ + String.join("\n", others).indent(2), search);
    }

    /** A search of a user's own program. */
    static TrainingJob ofContainer(String search) {
        return job("  container: {image: example/torch:1, args: [\"--depth\", \"3\"]}\n", search);
    }

    private static TrainingJob job(String work, String search) {
        var yaml = """
                apiVersion: djl-operator.io/v1alpha1
                kind: TrainingJob
                metadata: {name: tune, namespace: team-a, uid: u-1, generation: 1}
                spec:
                %s  search:
                %s""".formatted(work, (search.contains("objectives:") ? search : OBJECTIVE + search).indent(4));
        return Serialization.unmarshal(yaml, TrainingJob.class);
    }

    /** A trial that ran to its end. */
    static Entry ended(int number, Map<String, String> parameters, String... values) {
        return Entry.of(number, parameters, 0)
                .ended(EntryState.COMPLETED, List.of(values), 27, 60L, null)
                .withOrder(number);
    }
}
