package io.djloperator.cli.convert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The object of one trial: a Job, or a PyTorchJob whose pods are alike.
 *
 * @param job the object
 * @param template the pod's template
 * @param nodes how many pods there are together
 */
record TrialTemplate(Field job, Field template, int nodes) {
    /** @throws Refused where trials are of another kind, or no object is there */
    static TrialTemplate of(Field trialTemplate, List<Note> notes) {
        var configMap = trialTemplate.get("configMap");
        if (configMap.isPresent()) {
            throw new Refused(
                    configMap,
                    "the template lies in the cluster: put its text into trialTemplate.trialSpec (kubectl get configmap %s -n %s -o yaml"
                                    .formatted(
                                            configMap.get("configMapName").shown(),
                                            configMap.get("configMapNamespace").shown())
                            + " prints it), and convert again");
        }
        var job = trialTemplate.get("trialSpec");
        var kind = job.get("kind");
        job.get("apiVersion").text();
        return switch (kind.required()) {
            case "Job" -> new TrialTemplate(job, job.get("spec").get("template"), 1);
            case "PyTorchJob" -> PyTorchJob.of(job, notes);
            default ->
                throw new Refused(
                        kind,
                        "only a Job of batch/v1, or a PyTorchJob whose pods are alike, can become trials: write a TrainingJob with"
                                + " `container`, and `nodes` where several pods train together, and copy `search` from a converted Experiment");
        };
    }

    Field pod() {
        return template.get("spec");
    }

    /** @throws Refused where it is not there */
    Field container(Field primaryName, List<Note> notes) {
        var containers = pod().get("containers").elements();
        var name = primaryName.text();
        var found = containers.stream()
                .filter(container ->
                        name.isEmpty() || container.get("name").text().equals(name))
                .findFirst()
                .orElseThrow(() -> containers.isEmpty()
                        ? new Refused(pod().get("containers").path() + ": must hold the container that trains")
                        : new Refused(
                                primaryName,
                                "no container of that name in "
                                        + pod().get("containers").path()));
        for (var other : containers) {
            if (!other.path().equals(found.path())) {
                other.take();
                notes.add(Note.of(other.get("name"), "is left out: a trial has one container"));
            }
        }
        return found;
    }

    private Optional<Map<String, Object>> retry(List<Note> notes) {
        return within(limits().get("backoffLimit"), "retry", "limit", notes);
    }

    private Optional<Map<String, Object>> deadlines(List<Note> notes) {
        var ofJob = limits().get("activeDeadlineSeconds");
        return within(
                ofJob.isPresent() ? ofJob : pod().get("activeDeadlineSeconds"), "deadlines", "activeSeconds", notes);
    }

    private Optional<Map<String, Object>> cleanup(List<Note> notes) {
        return within(limits().get("ttlSecondsAfterFinished"), "cleanup", "podsAfterSeconds", notes);
    }

    private static Optional<Map<String, Object>> within(Field field, String part, String name, List<Note> notes) {
        var schema = Schema.at("spec." + part + "." + name);
        return field.whole().map(wanted -> Map.of(name, schema.within(field, wanted, notes)));
    }

    private Field limits() {
        var spec = job.get("spec");
        return job.get("kind").shown().equals("Job") ? spec : spec.get("runPolicy");
    }

    /** The size of /dev/shm, where a volume in memory is mounted there; the volume and its mount are then read. */
    Optional<Field> sharedMemory(Field container) {
        for (var mount : container.get("volumeMounts").elements()) {
            for (var volume : pod().get("volumes").elements()) {
                var isMounted =
                        volume.get("name").shown().equals(mount.get("name").shown());
                var size = volume.get("emptyDir").get("sizeLimit");
                if (isMounted && mount.get("mountPath").shown().equals("/dev/shm") && size.isPresent()) {
                    mount.take();
                    volume.take();
                    return Optional.of(size);
                }
            }
        }
        return Optional.empty();
    }

    /** What a spec says of these, in their order. */
    Map<String, Object> rest(List<Note> notes) {
        for (var count : List.of("parallelism", "completions")) {
            var pods = job.get("spec").get(count);
            if (pods.shown().equals("1")) {
                pods.take(); // what it is in any case
            }
        }
        var rest = new LinkedHashMap<String, Object>();
        retry(notes).ifPresent(retry -> rest.put("retry", retry));
        deadlines(notes).ifPresent(deadlines -> rest.put("deadlines", deadlines));
        cleanup(notes).ifPresent(cleanup -> rest.put("cleanup", cleanup));
        return rest;
    }
}
