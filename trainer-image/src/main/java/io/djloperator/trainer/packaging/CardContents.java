package io.djloperator.trainer.packaging;

import io.djloperator.trainer.data.Column;
import io.djloperator.trainer.data.Dataset;
import io.djloperator.trainer.data.Partition;
import io.djloperator.trainer.evaluation.Fairness.GroupRate;
import io.djloperator.trainer.evaluation.Measured;
import io.djloperator.trainer.evaluation.Report;
import io.djloperator.trainer.model.TrainedModel;
import io.djloperator.trainer.report.Decimals;
import io.djloperator.trainer.spec.JobDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers a model card from what a run has at its end. */
public final class CardContents {
    private static final int FEW_ROWS = 30;

    private CardContents() {}

    public static ModelCard of(JobDocument job, Dataset data, Partition partition, TrainedModel model, Report report) {
        var tabular = job.spec().data().tabular();
        var tables = new LinkedHashMap<String, String>();
        tabular.tables().forEach(table -> tables.put(table.name(), table.uri()));
        var rows = new LinkedHashMap<String, Integer>();
        rows.put("training", partition.training().length);
        rows.put("validation", partition.validation().length);
        rows.put("test", partition.test().length);
        var groups = new LinkedHashMap<String, List<ModelCard.Group>>();
        report.groups()
                .forEach((by, rates) ->
                        groups.put(by, rates.stream().map(CardContents::group).toList()));
        return new ModelCard(
                job.name(),
                tabular.target(),
                model.schema().task().word(),
                model.schema().classes(),
                tables,
                tabular.query(),
                rows,
                data.features().stream().map(Column::name).toList(),
                tabular.exclude(),
                tabular.sensitive(),
                job.spec(),
                parameters(model),
                report.measured().stream().map(Measured::shown).toList(),
                report.gates(),
                groups,
                limits(rows.get("test"), report.groups()));
    }

    private static ModelCard.Group group(GroupRate rate) {
        return new ModelCard.Group(
                rate.group(),
                rate.rows(),
                Decimals.text(rate.predictedPositive()),
                Decimals.text(rate.actuallyPositive()));
    }

    private static long parameters(TrainedModel model) {
        return model.djl().getBlock().getParameters().values().stream()
                .mapToLong(parameter -> parameter.getShape().size())
                .sum();
    }

    private static List<String> limits(int testRows, Map<String, List<GroupRate>> groups) {
        var limits = new ArrayList<String>();
        limits.add("The figures come from " + testRows
                + " rows that were dealt to the test part at random. They hold for rows that"
                + " come about in the same way; for other people, places or times measure again.");
        groups.forEach((by, rates) -> rates.stream()
                .filter(rate -> rate.rows() < FEW_ROWS)
                .forEach(rate -> limits.add("The group '" + rate.group() + "' of " + by + " has only " + rate.rows()
                        + " rows in the test part: its rates say little.")));
        if (!groups.isEmpty()) {
            limits.add("The sensitive columns were not learnt from; other columns may still stand for them.");
        }
        return limits;
    }
}
