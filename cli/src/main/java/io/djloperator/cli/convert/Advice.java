package io.djloperator.cli.convert;

import java.util.LinkedHashMap;
import java.util.Map;

/** What to do about a field that has no counterpart. */
final class Advice {
    private static final Map<String, String> BY_END_OF_PATH = new LinkedHashMap<>();

    static {
        BY_END_OF_PATH.put(
                "spec.metricsCollectorSpec",
                "no log or file is read for metrics: the program reports them (see below)");
        BY_END_OF_PATH.put(
                "spec.resumePolicy",
                "a search needs none: it goes on when `maxTrials` grows, and keeps its trials in a ConfigMap, without a volume");
        BY_END_OF_PATH.put("trialTemplate.retain", "ended trials stay, at most `keepTrials` (100) of them");
        BY_END_OF_PATH.put("trialTemplate.primaryPodLabels", "is not needed: rank 0 reports");
        BY_END_OF_PATH.put("trialTemplate.successCondition", "is not needed: exit code 0 is success");
        BY_END_OF_PATH.put(
                "trialTemplate.failureCondition",
                "is not needed: the exit codes 10, 11 and 12 fail at once, others are tried again up to `retry.limit`");
        BY_END_OF_PATH.put(
                "volumes",
                "`output: {uri: \"pvc://<claim>/<path>\"}` mounts a claim at /mnt/claim/<claim>; /tmp can be written to; there are no others");
        BY_END_OF_PATH.put("volumeMounts", "see the volumes: /mnt/claim/<claim> and /tmp are there");
        BY_END_OF_PATH.put("initContainers", "is left out: do it in the program, or in its image");
        BY_END_OF_PATH.put(
                "securityContext",
                "is left out: pods run as user 1000 with a read-only root and no capabilities, and nobody can change that");
        BY_END_OF_PATH.put("imagePullSecrets", "is left out: add them to the service account of the pods");
        BY_END_OF_PATH.put("envFrom", "is left out: name each variable in `env`");
        BY_END_OF_PATH.put("template.metadata", "is left out: pods carry the operator's labels and annotations alone");
        BY_END_OF_PATH.put(
                "trialSpec.metadata", "is left out: trials carry the operator's labels and annotations alone");
        BY_END_OF_PATH.put("spec.parallelism", "is left out: where pods train together say so by `nodes`");
        BY_END_OF_PATH.put("spec.completions", "is left out: where pods train together say so by `nodes`");
        BY_END_OF_PATH.put("ports", "is not needed: the pods of a job reach each other on any port");
        BY_END_OF_PATH.put("cleanPodPolicy", "is not needed: pods that run are stopped with their job");
        BY_END_OF_PATH.put("hostNetwork", "is left out: pods have a network of their own");
        BY_END_OF_PATH.put("elasticPolicy", "is left out: the number of nodes is fixed");
    }

    private Advice() {}

    static String about(Field field) {
        var path = field.path().replaceAll("\\[\\d+]", "");
        return BY_END_OF_PATH.entrySet().stream()
                .filter(entry -> (path + ".").contains(entry.getKey() + "."))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("has no counterpart");
    }
}
