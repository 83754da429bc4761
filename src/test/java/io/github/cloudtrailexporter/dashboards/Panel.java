package io.github.cloudtrailexporter.dashboards;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A panel that shows data. */
record Panel(Dashboard dashboard, Json json) {

    String title() {
        return json.text("title");
    }

    String type() {
        return json.text("type");
    }

    /** A number of {@code gridPos}: {@code x}, {@code y}, {@code w} or {@code h}. */
    int position(String name) {
        return json.get("gridPos").number(name);
    }

    Json defaults() {
        return json.get("fieldConfig").get("defaults");
    }

    List<Json> overrides() {
        return json.get("fieldConfig").list("overrides");
    }

    /** The overrides of one field by its name. */
    List<Json> overridesOf(String field) {
        return overrides().stream()
                .filter(override -> override.get("matcher").text("options").equals(field))
                .flatMap(override -> override.list("properties").stream())
                .toList();
    }

    /** A setting of a field: the last override that matches its name, otherwise the panel's default. */
    Json setting(String field, String property) {
        return overrides().stream()
                .filter(override -> fits(override.get("matcher"), field))
                .flatMap(override -> override.list("properties").stream())
                .filter(given -> given.text("id").equals(property))
                .map(given -> given.get("value"))
                .reduce((earlier, later) -> later)
                .orElseGet(() -> byPath(property));
    }

    private static boolean fits(Json matcher, String field) {
        String name = matcher.text("options");
        return matcher.text("id").equals("byRegexp")
                ? Pattern.compile(name.replaceAll("^/|/$", "")).matcher(field).find()
                : name.equals(field);
    }

    private Json byPath(String property) {
        Json found = defaults();
        for (String step : property.split("\\.", -1)) {
            found = found.get(step);
        }
        return found;
    }

    /** The transformation {@code organize} of columns; empty for a panel without one. */
    Json organized() {
        return json.list("transformations").stream()
                .filter(step -> step.text("id").equals("organize"))
                .map(step -> step.get("options"))
                .findFirst()
                .orElse(new Json(Map.of()));
    }

    /** The columns of a table from left to right, by the names they have before they are renamed. */
    List<String> columns() {
        Json order = organized().get("indexByName");
        return order.keys().stream()
                .sorted(Comparator.comparingInt(order::number))
                .toList();
    }

    String columnTitle(String column) {
        String renamed = organized().get("renameByName").text(column);
        return renamed.isEmpty() ? column : renamed;
    }

    /** The values of one property in overrides, for example {@code unit}. */
    Stream<Json> overridden(String property) {
        return overrides().stream()
                .flatMap(override -> override.list("properties").stream())
                .filter(given -> given.text("id").equals(property))
                .map(given -> given.get("value"));
    }

    List<Query> queries() {
        return json.list("targets").stream()
                .map(target -> new Query(
                        this + " " + target.text("refId"),
                        target.text("expr"),
                        target.get("instant").value().equals(true),
                        target.text("legendFormat"),
                        dashboard))
                .toList();
    }

    @Override
    public String toString() {
        return dashboard.uid() + " / " + title();
    }
}
