package io.djloperator.cli.convert;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.djloperator.api.v1alpha1.Affinity;
import io.djloperator.api.v1alpha1.Scheduling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where and as whom the pods run. */
final class PodScheduling {
    private static final String QUEUE_LABEL = "kueue.x-k8s.io/queue-name";
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private PodScheduling() {}

    /** @param job the trial's object, whose labels may name a queue; @param pod the pod's spec */
    static Map<String, Object> of(Field job, Field pod, List<Note> notes) {
        var ours = new LinkedHashMap<String, Object>();
        job.get("metadata").get("labels").get(QUEUE_LABEL).text().ifPresent(queue -> ours.put("queue", queue));
        priority(pod.get("priorityClassName"), ours, notes);
        same(pod.get("nodeSelector"), ours, "nodeSelector", Map.class, notes);
        tolerations(pod.get("tolerations"), ours, notes);
        same(pod.get("affinity"), ours, "affinity", Affinity.class, notes);
        var account = pod.get("serviceAccountName");
        account.text().filter(name -> !name.equals("default")).ifPresent(name -> {
            ours.put("serviceAccountName", name);
            notes.add(Note.of(account, "must be allowed by the profile, and no token of it is mounted"));
        });
        var grace = pod.get("terminationGracePeriodSeconds");
        grace.whole()
                .ifPresent(seconds -> ours.put(
                        "gracePeriodSeconds",
                        Schema.at("spec.scheduling.gracePeriodSeconds").within(grace, seconds, notes)));
        return ours;
    }

    private static void priority(Field field, Map<String, Object> ours, List<Note> notes) {
        field.text().ifPresent(name -> {
            if (name.startsWith("system-")) {
                notes.add(Note.of(field, "is left out: those classes are for the cluster itself"));
            } else {
                ours.put("priorityClassName", name);
            }
        });
    }

    private static void tolerations(Field list, Map<String, Object> ours, List<Note> notes) {
        var tolerations = new ArrayList<Object>();
        for (var toleration : list.elements()) {
            var one = new LinkedHashMap<String, Object>();
            same(toleration, one, "it", Scheduling.Toleration.class, notes);
            tolerations.addAll(one.values());
        }
        if (!tolerations.isEmpty()) {
            ours.put("tolerations", tolerations);
        }
    }

    /** A part that has the same form on both sides, as far as ours knows all of its fields. */
    private static void same(Field field, Map<String, Object> ours, String name, Class<?> type, List<Note> notes) {
        if (!field.isPresent()) {
            return;
        }
        var node = field.take();
        try {
            STRICT.convertValue(node, type);
            ours.put(name, STRICT.convertValue(node, Object.class));
        } catch (IllegalArgumentException e) {
            notes.add(Note.of(field, "is left out: some field of it has no counterpart"));
        }
    }
}
