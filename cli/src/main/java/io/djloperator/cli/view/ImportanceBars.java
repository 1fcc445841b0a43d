package io.djloperator.cli.view;

import java.util.ArrayList;
import java.util.List;

/** How much each parameter explains. */
final class ImportanceBars {
    private static final int BAR_WIDTH = 30;

    private ImportanceBars() {}

    static List<String> lines(SearchView view, Layout layout) {
        var shares = view.status().importance();
        if (shares.isEmpty()) {
            return List.of();
        }
        var width = shares.stream()
                .mapToInt(share -> Printable.line(share.parameter()).length())
                .max()
                .orElse(0);
        var lines = new ArrayList<String>();
        lines.add(layout.paint()
                .bold(layout.cut("importance: share of the variance of "
                        + Printable.line(view.objective().metric()))));
        for (var share : shares) {
            var name = Printable.line(share.parameter());
            var fraction = Numbers.parse(share.share()).orElse(0.0);
            var bar = layout.symbols().done().repeat((int) Math.round(Math.max(0, Math.min(1, fraction)) * BAR_WIDTH));
            lines.add(layout.cut("%s%s  %s  %s"
                    .formatted(name, " ".repeat(width - name.length()), Printable.line(share.share()), bar)
                    .stripTrailing()));
        }
        return lines;
    }
}
