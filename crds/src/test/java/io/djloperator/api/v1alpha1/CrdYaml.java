package io.djloperator.api.v1alpha1;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Renders the CRDs: Fabric8's generator, and after it what that generator has no annotation for. */
final class CrdYaml {
    private static final Map<String, String> DESCRIPTIONS = Map.of(
            "TrainingJob",
            "One training run: data, model, training, evaluation and where the result goes. It runs once; its state is the reason of"
                    + " the condition Succeeded.",
            "ModelDeployment",
            "A served model: pods of DJL Serving behind a Service. It follows the model of a TrainingJob, or serves a named one.");

    /** Lists of words whose order counts and that may repeat. */
    private static final Set<String> ORDERED = Set.of("command", "args");

    /** Longest word of a list; arguments of programs are longer. */
    private static final long MAX_WORD = 128;

    private static final long MAX_ARGUMENT = 4096;
    private static final long MAX_LABEL_VALUE = 63;

    private CrdYaml() {}

    /** The CRDs by file name. */
    static Map<String, String> render(Path scratch) {
        new CRDGenerator()
                .customResourceClasses(List.of(TrainingJob.class, ModelDeployment.class))
                .forCRDVersions("v1")
                .withPostProcessor(new CRDPostProcessor() {
                    @Override
                    public HasMetadata process(HasMetadata crd, String crdSpecVersion) {
                        return finish(crd);
                    }
                })
                .inOutputDir(scratch.toFile())
                .generate();
        return Map.of(
                "trainingjobs.djl-operator.io-v1.yml", read(scratch, "trainingjobs.djl-operator.io-v1.yml"),
                "modeldeployments.djl-operator.io-v1.yml", read(scratch, "modeldeployments.djl-operator.io-v1.yml"));
    }

    private static HasMetadata finish(HasMetadata resource) {
        var crd = (CustomResourceDefinition) resource;
        crd.getMetadata().setLabels(Map.of("app.kubernetes.io/part-of", "djl-operator"));
        for (var version : crd.getSpec().getVersions()) {
            var schema = version.getSchema().getOpenAPIV3Schema();
            schema.setRequired(List.of("spec"));
            schema.setDescription(DESCRIPTIONS.get(crd.getSpec().getNames().getKind()));
            version.getAdditionalPrinterColumns()
                    .sort(Comparator.comparing(c -> columnOrder(crd).indexOf(c.getName())));
            finish(schema);
            if (crd.getSpec().getNames().getKind().equals("TrainingJob")) {
                var spec = schema.getProperties().get("spec");
                makeImmutable(spec, "", Set.of("suspend", "search"));
                makeImmutable(spec.getProperties().get("search"), "search.", Set.of("maxTrials", "parallelism"));
                spec.getXKubernetesValidations().add(immutable("has(self.search) == has(oldSelf.search)", "search"));
            }
        }
        return crd;
    }

    /** A rule for each field, on their parent: one on the field itself is not asked when the field is set anew or left out. */
    private static void makeImmutable(JSONSchemaProps parent, String path, Set<String> mutable) {
        for (var field : parent.getProperties().keySet()) {
            if (!mutable.contains(field)) {
                parent.getXKubernetesValidations()
                        .add(immutable(
                                "has(self.%1$s) == has(oldSelf.%1$s) && (!has(self.%1$s) || self.%1$s == oldSelf.%1$s)"
                                        .formatted(field),
                                path + field));
            }
        }
    }

    private static ValidationRule immutable(String condition, String field) {
        var rule = new ValidationRule();
        rule.setRule(condition);
        rule.setMessage("`%s` is immutable: create a TrainingJob with another name".formatted(field));
        return rule;
    }

    /** The columns as declared: the generator sorts them by path. */
    private static List<String> columnOrder(CustomResourceDefinition crd) {
        var type = crd.getSpec().getNames().getKind().equals("TrainingJob") ? TrainingJob.class : ModelDeployment.class;
        return Stream.of(type.getAnnotationsByType(AdditionalPrinterColumn.class))
                .map(AdditionalPrinterColumn::name)
                .toList();
    }

    private static void finish(JSONSchemaProps schema) {
        if (schema.getXKubernetesValidations() != null) {
            // The generator writes a rule on a record component twice.
            schema.setXKubernetesValidations(new ArrayList<>(new LinkedHashSet<>(schema.getXKubernetesValidations())));
        }
        if (Boolean.TRUE.equals(schema.getXKubernetesIntOrString())) {
            schema.setPattern("^[0-9]{1,12}(\\.[0-9]{1,3})?(m|k|Ki|M|Mi|G|Gi|T|Ti)?$");
            schema.setMaxLength(32L);
        }
        if ("array".equals(schema.getType())) {
            var items = schema.getItems().getSchema();
            finish(items);
            listType(schema, items);
        }
        if (schema.getAdditionalProperties() != null
                && schema.getAdditionalProperties().getSchema() != null) {
            schema.getAdditionalProperties().getSchema().setMaxLength(MAX_LABEL_VALUE);
        }
        if (schema.getProperties() != null) {
            schema.getProperties().forEach((name, field) -> {
                finish(field);
                if (ORDERED.contains(name) && "array".equals(field.getType())) {
                    field.setXKubernetesListType("atomic");
                    field.getItems().getSchema().setMinLength(null);
                    field.getItems().getSchema().setMaxLength(MAX_ARGUMENT);
                }
            });
        }
    }

    /** A list of named things merges by name, a list of words is a set, any other list is replaced as a whole. */
    private static void listType(JSONSchemaProps list, JSONSchemaProps items) {
        var keys = items.getProperties() == null
                ? Set.<String>of()
                : items.getProperties().keySet();
        if (keys.contains("type") && keys.contains("lastTransitionTime")) {
            list.setXKubernetesListType("map");
            list.setXKubernetesListMapKeys(List.of("type"));
        } else if (keys.contains("name") && (keys.contains("uri") || isNamedThing(keys))) {
            list.setXKubernetesListType("map");
            list.setXKubernetesListMapKeys(List.of("name"));
        } else if ("string".equals(items.getType())) {
            list.setXKubernetesListType("set");
            if (items.getEnum().isEmpty() && items.getMaxLength() == null) {
                items.setMinLength(1L);
                items.setMaxLength(MAX_WORD);
            }
        } else {
            list.setXKubernetesListType("atomic");
        }
    }

    /** Environment variables and claims; not metrics, of which several may share a name. */
    private static boolean isNamedThing(Set<String> keys) {
        return keys.equals(Set.of("name", "value")) || keys.contains("resourceClaimName");
    }

    private static String read(Path folder, String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
