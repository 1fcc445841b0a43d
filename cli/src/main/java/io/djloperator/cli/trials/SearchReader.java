package io.djloperator.cli.trials;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.cli.CommandFailure;
import io.djloperator.cli.view.Curve;
import io.djloperator.cli.view.CurveLines;
import io.djloperator.cli.view.SearchView;
import io.djloperator.cli.view.TrialLines;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads a search: three GETs. */
final class SearchReader {
    private static final int MOST_NAMES = 10;

    private final KubernetesClient client;

    SearchReader(KubernetesClient client) {
        this.client = client;
    }

    /** @throws CommandFailure where there is no such search, or the API server refuses; the message names the way out */
    SearchView read(String name) {
        try {
            var job = client.resources(TrainingJob.class).withName(name).get();
            if (job == null) {
                throw new CommandFailure(noJob(name));
            }
            if (job.getSpec() == null || job.getSpec().search() == null) {
                throw new CommandFailure(noSearch(job));
            }
            return SearchView.of(
                    job,
                    TrialLines.parse(text(TrialLines.configMap(name), TrialLines.KEY)),
                    SearchView.bestTrial(job)
                            .map(trial -> curve(job, name + "-" + trial))
                            .orElse(Curve.NONE));
        } catch (KubernetesClientException e) {
            throw new CommandFailure(refusal(e));
        }
    }

    private Curve curve(TrainingJob search, String trial) {
        return CurveLines.parse(
                text(CurveLines.configMap(trial), CurveLines.KEY),
                search.getSpec().search().objectives().get(0).metric());
    }

    private String text(String configMap, String key) {
        return Optional.ofNullable(client.configMaps().withName(configMap).get())
                .map(ConfigMap::getData)
                .map(data -> data.get(key))
                .orElse(null);
    }

    private String noJob(String name) {
        var searches = client.resources(TrainingJob.class).list().getItems().stream()
                .filter(job -> job.getSpec() != null && job.getSpec().search() != null)
                .map(job -> job.getMetadata().getName())
                .toList();
        return "no TrainingJob '%s' in the namespace '%s'; %s"
                .formatted(
                        name,
                        client.getNamespace(),
                        searches.isEmpty()
                                ? "there is no search there: -n names another namespace"
                                : "searches there: "
                                        + searches.stream().limit(MOST_NAMES).collect(Collectors.joining(", "))
                                        + (searches.size() > MOST_NAMES ? ", …" : ""));
    }

    private static String noSearch(TrainingJob job) {
        var name = job.getMetadata().getName();
        var search = Optional.ofNullable(job.getMetadata().getLabels())
                .map(labels -> labels.get(SearchView.LABEL))
                .orElse("");
        return search.isEmpty()
                ? "'%s' is no search: its spec has no `search`; `kubectl get tj %s -o yaml` shows how it stands"
                        .formatted(name, name)
                : "'%s' is a trial of the search '%s': kubectl djl trials %s".formatted(name, search, search);
    }

    private String refusal(KubernetesClientException e) {
        var server = client.getMasterUrl();
        if (e.getCode() <= 0) {
            return "no answer from the API server at %s: %s".formatted(server, cause(e));
        }
        return switch (e.getCode()) {
            case 401 ->
                "the API server at %s does not know you: log in again, or choose another --context".formatted(server);
            case 403 ->
                "not allowed: %s; reading a search needs `get` on trainingjobs.djl-operator.io and on configmaps"
                        .formatted(said(e));
            case 404 ->
                "the API server at %s has no TrainingJobs: install djl-operator's CRDs there, or choose another --context"
                        .formatted(server);
            default -> "the API server at %s refused: %s".formatted(server, said(e));
        };
    }

    private static String said(KubernetesClientException e) {
        return e.getStatus() != null && e.getStatus().getMessage() != null
                ? e.getStatus().getMessage()
                : String.valueOf(e.getMessage());
    }

    /** What lies at the bottom, without the place in the source that some libraries add on lines of their own. */
    static String cause(Throwable e) {
        var deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return Optional.ofNullable(deepest.getMessage())
                .flatMap(message -> message.lines().findFirst())
                .orElse(deepest.getClass().getSimpleName());
    }
}
