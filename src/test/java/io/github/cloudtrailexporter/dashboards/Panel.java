package io.github.cloudtrailexporter.dashboards;

import java.util.List;
import java.util.stream.Stream;

/** A panel that shows data. */
record Panel(Dashboard dashboard, Json json) {

    String title() {
        return json.text("title");
    }

    String type() {
        return json.text("type");
    }

    Json defaults() {
        return json.get("fieldConfig").get("defaults");
    }

    List<Json> overrides() {
        return json.get("fieldConfig").list("overrides");
    }

    /** The properties given to one field. */
    List<Json> overridesOf(String field) {
        return overrides().stream()
                .filter(override -> override.get("matcher").text("options").equals(field))
                .flatMap(override -> override.list("properties").stream())
                .toList();
    }

    /** The values that overrides give to one property, for example {@code unit}. */
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
                        dashboard))
                .toList();
    }

    @Override
    public String toString() {
        return dashboard.uid() + " / " + title();
    }
}
