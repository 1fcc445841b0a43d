package io.djloperator.cli.convert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is sought. */
final class KatibObjective {
    private KatibObjective() {}

    static Map<String, Object> of(Field objective, List<Note> notes) {
        var type = objective.get("type");
        var goal = type.required();
        if (!goal.equals("minimize") && !goal.equals("maximize")) {
            throw new Refused(type, "must be minimize or maximize");
        }
        var ours = new LinkedHashMap<String, Object>();
        ours.put("metric", metric(objective.get("objectiveMetricName"), notes));
        ours.put("goal", goal);
        var target = objective.get("goal");
        target.number().ifPresent(value -> ours.put("target", Decimal.of(target, value)));
        if (objective.get("additionalMetricNames").isPresent()) {
            objective.get("additionalMetricNames").take();
            notes.add(Note.of(
                    objective.get("additionalMetricNames"),
                    "need not be named: every metric that is reported stands in the trial's status and on its curve"));
        }
        for (var strategy : objective.get("metricStrategies").elements()) {
            strategy.take();
            if (!strategy.get("value").text().orElse("").equals("latest")) {
                notes.add(Note.of(strategy, "the last value that a trial reports is its value: report the best last"));
            }
        }
        return ours;
    }

    private static String metric(Field name, List<Note> notes) {
        var wanted = name.required();
        var fitting = wanted.replaceAll("[^a-zA-Z0-9._/-]", "_");
        fitting = fitting.substring(
                0, Math.min(Schema.at("spec.search.objectives[].metric").mostCharacters(), fitting.length()));
        if (!fitting.equals(wanted)) {
            notes.add(Note.of(name, "must be reported as '%s'".formatted(fitting)));
        }
        return fitting;
    }
}
