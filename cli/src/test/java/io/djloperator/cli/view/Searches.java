package io.djloperator.cli.view;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;

/** A search of four trials for tests. */
final class Searches {
    static final String JOB = """
            apiVersion: djl-operator.io/v1alpha1
            kind: TrainingJob
            metadata: {name: hmda-tune, namespace: demo}
            spec:
              container: {image: a}
              search:
                objectives: [{metric: validation/auc, goal: maximize, target: "0.9"}]
                budget: {acceleratorHours: "10"}
                maxTrials: 40
                parameters:
                  - {path: /training/optimizer/adam/learningRate, logUniform: {min: "1e-4", max: "1e-1"}}
                  - {name: batch, choices: ["64", "128"]}
            status:
              conditions: [{type: Succeeded, status: Unknown, reason: Running, message: "2 of 2 trials run"}]
              search:
                trials: 3/40
                active: 1
                succeeded: 2
                failed: 1
                best: {trial: 3, values: ["0.85341234"], parameters: {learningRate: "0.00312345678912", batch: "128"}}
                importance: [{parameter: learningRate, share: "0.71"}, {parameter: batch, share: "0.05"}]
                acceleratorHours: "1.25"
            """;

    static final String TRIALS = """
            {"trial":1,"parameters":{"learningRate":"0.05","batch":"64"},"state":"Completed","values":["0.78"],"epochs":20,"seconds":63,"ended":1}
            {"trial":2,"parameters":{"learningRate":"0.1","batch":"64"},"state":"Failed","seconds":5,"ended":2,"message":"OOMKilled: more memory is needed"}
            {"trial":3,"parameters":{"learningRate":"0.00312345678912","batch":"128"},"state":"Completed","values":["0.85341234"],"epochs":20,"seconds":3700,"ended":3,"rungs":{"2":"0.7"}}
            {"trial":4,"parameters":{"learningRate":"0.001"},"state":"Active"}
            """;

    static final Curve CURVE =
            CurveLines.parse("{\n\"validation/auc\": [[10,1,0.6],[20,2,0.8],[30,3,0.85341234]]\n}", "validation/auc");

    private Searches() {}

    static TrainingJob job(String yaml) {
        return new KubernetesSerialization().unmarshal(yaml, TrainingJob.class);
    }

    static SearchView view() {
        return SearchView.of(job(JOB), TrialLines.parse(TRIALS), CURVE);
    }

    static SearchView view(List<Trial> trials) {
        return SearchView.of(job(JOB), trials, Curve.NONE);
    }
}
