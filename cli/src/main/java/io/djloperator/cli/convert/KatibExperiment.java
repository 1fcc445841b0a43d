package io.djloperator.cli.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** From an {@code Experiment} of kubeflow.org/v1beta1 to a TrainingJob. Pure. */
final class KatibExperiment {
    private static final String API_VERSION = "kubeflow.org/v1beta1";

    /** What the API server and tools write, and nobody means. */
    private static final List<String> SERVERS_OWN = List.of(
            "creationTimestamp",
            "uid",
            "resourceVersion",
            "generation",
            "managedFields",
            "selfLink",
            "finalizers",
            "generateName");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Field experiment;
    private final Field spec;
    private final List<Note> notes = new ArrayList<>();

    private KatibExperiment(JsonNode document) {
        experiment = Field.root(document);
        spec = experiment.get("spec");
    }

    /** @throws Refused where it cannot become a TrainingJob; the message says why, and what to do */
    static Converted convert(JsonNode document) {
        return new KatibExperiment(document).converted();
    }

    private Converted converted() {
        checkKind();
        var objective = KatibObjective.of(spec.get("objective"), notes);
        var spaces = spaces();
        var algorithm = Algorithm.of(
                spec.get("algorithm"), spaces.values().stream().anyMatch(space -> space.containsKey("choices")), notes);
        var fixed = new LinkedHashMap<String, String>();
        algorithm.halving().ifPresent(halving -> {
            spaces.remove(halving.resource());
            fixed.put(halving.resource(), String.valueOf(halving.most()));
        });
        checkNumber(spaces.size());
        var names = names(spaces.keySet());
        var trialTemplate = spec.get("trialTemplate");
        var places = new Places(Placeholders.of(trialTemplate, names, fixed, notes), notes);
        var ours = trial(trialTemplate, places);

        var search = new LinkedHashMap<String, Object>();
        search.put("objectives", List.of(objective));
        search.put("algorithm", algorithm.algorithm());
        EarlyStopping.of(spec.get("earlyStopping"), algorithm.halving(), notes)
                .ifPresent(rule -> search.put("stopping", rule));
        algorithm.seed().ifPresent(seed -> search.put("seed", seed));
        Counts.into(search, spec, notes);
        search.put("parameters", parameters(spaces, names, places));
        ours.put("search", search);

        var metadata = metadata();
        notes.addAll(experiment.unread().stream()
                .map(field -> Note.of(field, Advice.about(field)))
                .toList());
        var job = new LinkedHashMap<String, Object>();
        job.put("apiVersion", "djl-operator.io/v1alpha1");
        job.put("kind", "TrainingJob");
        job.put("metadata", metadata);
        job.put("spec", ours);
        checkAgainstTheSchema(job);
        return new Converted(
                experiment.get("metadata").get("name").shown(),
                (String) objective.get("metric"),
                job,
                List.copyOf(notes));
    }

    /** What none of the rules above has mended. */
    private static void checkAgainstTheSchema(Map<String, Object> job) {
        SchemaCheck.problem("", Schema.root().node(), JSON.valueToTree(job)).ifPresent(problem -> {
            throw new Refused(
                    "the TrainingJob would not be taken, by its %s; change that in the Experiment, and convert again"
                            .formatted(problem));
        });
    }

    private void checkKind() {
        var version = experiment.get("apiVersion");
        if (!experiment.get("kind").text().orElse("").equals("Experiment")
                || !version.text().orElse("").equals(API_VERSION)) {
            throw new Refused("apiVersion and kind must be %s and Experiment, but are '%s' and '%s'"
                    .formatted(
                            API_VERSION, version.shown(), experiment.get("kind").shown()));
        }
        if (spec.get("nasConfig").isPresent()) {
            throw new Refused(spec.get("nasConfig").path()
                    + ": a search for an architecture inside of one training program has no counterpart");
        }
    }

    private void checkNumber(int parameters) {
        var field = spec.get("parameters");
        int most = Schema.at("spec.search.parameters").mostElements();
        if (parameters < 1 || parameters > most) {
            throw new Refused(
                    field,
                    "%d parameters are searched, and must be 1 to %d: put those that matter least into the program as constants"
                            .formatted(parameters, most));
        }
    }

    /** Our names by Katib's. */
    private Map<String, String> names(Set<String> searched) {
        var fields = spec.get("parameters").elements().stream()
                .map(parameter -> parameter.get("name"))
                .filter(name -> searched.contains(name.required()))
                .toList();
        return Names.parameters(fields, notes);
    }

    private Map<String, Map<String, Object>> spaces() {
        var spaces = new LinkedHashMap<String, Map<String, Object>>();
        for (var parameter : spec.get("parameters").elements()) {
            var name = parameter.get("name");
            if (spaces.put(name.required(), ParameterSpace.of(parameter, notes)) != null) {
                throw new Refused(name, "stands there twice");
            }
        }
        return spaces;
    }

    private static List<Map<String, Object>> parameters(
            Map<String, Map<String, Object>> spaces, Map<String, String> names, Places places) {
        var parameters = new ArrayList<Map<String, Object>>();
        spaces.forEach((name, space) -> {
            var parameter = new LinkedHashMap<String, Object>();
            parameter.put("name", names.get(name));
            places.path(names.get(name)).ifPresent(path -> parameter.put("path", path));
            parameter.putAll(space);
            parameters.add(parameter);
        });
        return parameters;
    }

    private Map<String, Object> trial(Field trialTemplate, Places places) {
        var template = TrialTemplate.of(trialTemplate, notes);
        var container = template.container(trialTemplate.get("primaryContainerName"), notes);
        var ours = new LinkedHashMap<String, Object>();
        ours.put("container", ProgramContainer.of(container, places, notes));
        if (template.nodes() > 1) {
            ours.put("nodes", template.nodes());
        }
        var resources = new LinkedHashMap<>(ResourceAmounts.of(container, places, notes));
        template.sharedMemory(container)
                .flatMap(size -> ResourceAmounts.sharedMemory(size, resources, notes))
                .ifPresent(size -> resources.put("sharedMemory", size));
        if (!resources.isEmpty()) {
            ours.put("resources", resources);
        }
        var scheduling = PodScheduling.of(template.job(), template.pod(), notes);
        if (!scheduling.isEmpty()) {
            ours.put("scheduling", scheduling);
        }
        ours.putAll(template.rest(notes));
        template.pod().get("restartPolicy").text();
        return ours;
    }

    private Map<String, Object> metadata() {
        var katib = experiment.get("metadata");
        SERVERS_OWN.forEach(name -> katib.get(name).take());
        experiment.get("status").take();
        katib.get("annotations")
                .get("kubectl.kubernetes.io/last-applied-configuration")
                .take();
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("name", Names.search(katib.get("name"), notes));
        katib.get("namespace").text().ifPresent(namespace -> metadata.put("namespace", namespace));
        for (var kind : List.of("labels", "annotations")) {
            var words = new LinkedHashMap<String, Object>();
            katib.get(kind).members().forEach((name, value) -> {
                if (!name.startsWith("kubectl.kubernetes.io/")) {
                    value.text().ifPresent(text -> words.put(name, text));
                }
            });
            if (!words.isEmpty()) {
                metadata.put(kind, words);
            }
        }
        return metadata;
    }
}
