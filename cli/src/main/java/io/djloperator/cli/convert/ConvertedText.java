package io.djloperator.cli.convert;

/** A converted Experiment as a file: what was lost and what to do as comments, then the TrainingJob. */
final class ConvertedText {
    /** Needs Python's standard library alone. */
    private static final String REPORT = """
            import json, os, ssl, urllib.request

            def report(epoch, epochs, metrics):
                url = os.environ.get("DJL_REPORT_URL")
                if not url:
                    return
                with open(os.environ["DJL_REPORT_TOKEN_FILE"]) as file:
                    token = file.read().strip()
                values = [{"name": name, "value": value} for name, value in metrics.items()]
                body = json.dumps({"epoch": epoch, "epochs": epochs, "metrics": values}).encode()
                headers = {"Authorization": "Bearer " + token, "Content-Type": "application/json"}
                tls = ssl.create_default_context(cafile=os.environ["DJL_REPORT_CA_FILE"])
                try:
                    urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=5, context=tls).close()
                except OSError as error:
                    print("not reported:", error)

            report(3, 20, {"%s": 0.12})
            """;

    private ConvertedText() {}

    static String of(Converted converted) {
        var text = new StringBuilder();
        comment(
                text,
                "Converted from the Katib Experiment '%s' by `kubectl djl convert`.".formatted(converted.source()));
        comment(text, "");
        if (!converted.notes().isEmpty()) {
            comment(text, "Not carried over, or other than it was:");
            for (var note : converted.notes()) {
                comment(text, "- %s: %s".formatted(note.field(), note.value()));
                comment(text, "    " + note.advice());
            }
            comment(text, "");
        }
        comment(
                text,
                "To do: the program must report its metric, after each epoch: nothing is read from its log. The last value counts.");
        comment(text, "With Python, or anything else that can POST JSON (docs/reports.md):");
        comment(text, "");
        REPORT.formatted(converted.metric())
                .lines()
                .forEach(line -> comment(text, line.isEmpty() ? "" : "    " + line));
        return text + Yaml.of(converted.trainingJob());
    }

    private static void comment(StringBuilder text, String line) {
        text.append(("# " + line).stripTrailing()).append('\n');
    }
}
