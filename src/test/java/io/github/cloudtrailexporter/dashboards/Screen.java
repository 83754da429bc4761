package io.github.cloudtrailexporter.dashboards;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The text of a panel now, at the right end of the time range, as far as it follows from its JSON. */
final class Screen {

    /** In place of a value of a line that has ended. */
    static final String GAP = "(gap)";

    private static final Pattern LABEL = Pattern.compile("\\{\\{(\\w+)}}");

    private final Prometheus prometheus;
    private final Map<String, String> selected;

    /** With these values of variables, and All for the others. */
    Screen(Prometheus prometheus, Map<String, String> selected) {
        this.prometheus = prometheus;
        this.selected = selected;
    }

    /** The lines, bars, cells or single value of the panel, or the text shown instead of them. */
    List<Shown> read(Panel panel) throws IOException, InterruptedException {
        List<Shown> shown = panel.type().equals("table") ? rows(panel) : series(panel);
        return shown.isEmpty() ? List.of(Shown.nothing(panel)) : shown;
    }

    private List<Shown> series(Panel panel) throws IOException, InterruptedException {
        List<Shown> shown = new ArrayList<>();
        long now = prometheus.now();
        for (Query query : panel.queries()) {
            for (Json series : prometheus.run(query, selected)) {
                shown.add(one(panel, name(query, series), series, now));
            }
        }
        return shown;
    }

    private static Shown one(Panel panel, String name, Json series, long now) {
        boolean ended = !series.list("values").isEmpty() && Prometheus.lastTime(series) < now - 1;
        Shown value = ended ? new Shown(GAP, "") : Shown.of(panel, name, Prometheus.lastText(series));
        if (panel.json().get("options").text("textMode").equals("name")) {
            return new Shown(name, value.colour());
        }
        return panel.type().equals("stat") ? value : new Shown(name + " = " + value.text(), value.colour());
    }

    private static String name(Query query, Json series) {
        return LABEL.matcher(query.legend())
                .replaceAll(found -> series.get("metric").text(found.group(1)))
                .strip();
    }

    /** The results of the queries side by side, a line for each value of the first column. */
    private List<Shown> rows(Panel panel) throws IOException, InterruptedException {
        boolean listed = panel.json().list("transformations").stream()
                .anyMatch(step -> step.text("id").equals("labelsToFields"));
        boolean merged = panel.queries().size() > 1;
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        for (Query query : panel.queries()) {
            for (Json series : prometheus.run(query, selected)) {
                Json labels = series.get("metric");
                String key = merged ? labels.text(panel.columns().get(0)) : String.valueOf(rows.size());
                Map<String, String> row = rows.computeIfAbsent(key, unused -> new LinkedHashMap<>());
                labels.keys().forEach(label -> row.put(label, labels.text(label)));
                row.put("Value #" + query.where().charAt(query.where().length() - 1), Prometheus.lastText(series));
            }
        }
        return rows.values().stream()
                .flatMap(row -> listed ? settings(panel, row) : cells(panel, row))
                .toList();
    }

    private static Stream<Shown> settings(Panel panel, Map<String, String> row) {
        return row.entrySet().stream()
                .filter(label -> !label.getKey().startsWith("Value"))
                .map(label -> new Shown(
                        Shown.of(panel, "label", label.getKey()).text() + ": "
                                + Shown.of(panel, "value", label.getValue()).text(),
                        ""));
    }

    private static Stream<Shown> cells(Panel panel, Map<String, String> row) {
        List<String> texts = new ArrayList<>();
        String colour = "";
        for (String column : panel.columns()) {
            String value = row.getOrDefault(column, "");
            Shown cell = value.isEmpty()
                    ? new Shown(panel.setting(column, "noValue").text(), "")
                    : Shown.of(panel, column, value);
            texts.add(cell.text());
            colour = colour.matches("|transparent") ? cell.colour() : colour;
        }
        return Stream.of(new Shown(String.join(" | ", texts), colour));
    }
}
