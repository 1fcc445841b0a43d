package io.djloperator.trainer.packaging;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The model card as one HTML page that loads nothing. Every text from the job or its data is escaped. */
final class CardPage {
    private static final String HEAD = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>%s</title>
            <style>
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
            table { border-collapse: collapse; margin: .5rem 0 1.5rem; }
            th, td { text-align: left; padding: .25rem 1rem .25rem 0; border-bottom: 1px solid #ccc; vertical-align: top; }
            td.number { text-align: right; font-variant-numeric: tabular-nums; }
            code { overflow-wrap: anywhere; }
            </style></head><body>
            """;

    private final StringBuilder page = new StringBuilder();

    private CardPage() {}

    static String of(ModelCard card) {
        return new CardPage().render(card);
    }

    private String render(ModelCard card) {
        page.append(HEAD.formatted(escaped("Model " + card.job())));
        page.append("<h1>")
                .append(escaped(card.job()))
                .append("</h1>\n<p>Predicts <code>")
                .append(escaped(card.target()))
                .append("</code> (")
                .append(escaped(card.task()))
                .append(").");
        if (!card.classes().isEmpty()) {
            page.append(" Positive class: <code>")
                    .append(escaped(card.classes().get(card.classes().size() - 1)))
                    .append("</code>.");
        }
        page.append("</p>\n");
        table("Limits", List.of(), card.limits().stream().map(List::of).toList());
        table(
                "Gates",
                List.of("metric", "by", "value", "at least", "at most", "passed"),
                card.gates().stream()
                        .map(gate -> List.of(
                                gate.metric(),
                                text(gate.by()),
                                gate.value(),
                                text(gate.min()),
                                text(gate.max()),
                                gate.passed() ? "yes" : "NO"))
                        .toList());
        table(
                "Metrics",
                List.of("metric", "by", "value"),
                card.metrics().stream()
                        .map(metric -> List.of(metric.name(), text(metric.by()), metric.value()))
                        .toList());
        card.groups()
                .forEach((by, groups) -> table(
                        "Groups of " + by + " in the test part",
                        List.of("group", "rows", "predicted positive", "actually positive"),
                        groups.stream()
                                .map(group -> List.of(
                                        group.group(),
                                        String.valueOf(group.rows()),
                                        group.predictedPositive(),
                                        group.actuallyPositive()))
                                .toList()));
        table("Data", List.of("table", "from"), pairs(card.tables()));
        if (card.query() != null) {
            page.append("<pre><code>").append(escaped(card.query())).append("</code></pre>\n");
        }
        table("Rows", List.of("part", "rows"), pairs(card.rows()));
        table(
                "Columns",
                List.of("use", "columns"),
                List.of(
                        List.of("features", String.join(", ", card.features())),
                        List.of("excluded", String.join(", ", card.excluded())),
                        List.of("sensitive, not learnt from", String.join(", ", card.sensitive()))));
        var mlp = card.spec().model().mlp();
        var training = card.spec().training();
        table(
                "Training",
                List.of(),
                List.of(
                        List.of("hidden units", mlp.hiddenUnits().toString()),
                        List.of("activation", mlp.activation().toString().toLowerCase(java.util.Locale.ROOT)),
                        List.of("dropout", mlp.dropout()),
                        List.of("parameters", String.valueOf(card.parameters())),
                        List.of("epochs", String.valueOf(training.epochs())),
                        List.of("batch size", String.valueOf(training.batchSize())),
                        List.of("seed", String.valueOf(training.seed()))));
        return page.append("</body></html>\n").toString();
    }

    private void table(String title, List<String> head, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        page.append("<h2>").append(escaped(title)).append("</h2>\n<table>\n");
        if (!head.isEmpty()) {
            page.append("<tr>").append(cells(head, "th")).append("</tr>\n");
        }
        rows.forEach(row -> page.append("<tr>").append(cells(row, "td")).append("</tr>\n"));
        page.append("</table>\n");
    }

    private static List<List<String>> pairs(Map<String, ?> map) {
        return map.entrySet().stream()
                .map(entry -> List.of(entry.getKey(), String.valueOf(entry.getValue())))
                .toList();
    }

    private static String cells(List<String> texts, String tag) {
        return texts.stream()
                .map(text -> (text.matches("-?[0-9.]+") ? "<" + tag + " class=\"number\">" : "<" + tag + ">")
                        + escaped(text) + "</" + tag + ">")
                .collect(Collectors.joining());
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
