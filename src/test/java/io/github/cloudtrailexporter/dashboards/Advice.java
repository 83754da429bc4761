package io.github.cloudtrailexporter.dashboards;

import java.util.List;
import java.util.regex.Pattern;

/** The value mappings from a code or reason to its remedy. */
record Advice(List<Json> mappings) {

    /** Those of the column {@code todo}. */
    static Advice in(Panel table) {
        return new Advice(table.overrides().stream()
                .filter(override -> override.get("matcher").text("options").equals("todo"))
                .flatMap(override -> override.list("properties").stream())
                .filter(property -> property.text("id").equals("mappings"))
                .flatMap(property -> property.list("value").stream())
                .toList());
    }

    /** The text of the first mapping that matches, as in Grafana; empty if none matches. */
    String about(String key) {
        return mappings.stream()
                .map(mapping -> text(mapping, key))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String text(Json mapping, String key) {
        Json options = mapping.get("options");
        if (mapping.text("type").equals("value")) {
            return options.get(key).text("text");
        }
        String pattern = options.text("pattern").replaceAll("^/|/$", "");
        return Pattern.matches(pattern, key) ? options.get("result").text("text") : "";
    }
}
