package io.github.cloudtrailexporter.dashboards;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A value as a panel shows it: the text and colour of the first value mapping that matches, otherwise the number with its unit
 * and the colour of the highest threshold reached.
 */
record Shown(String text, String colour) {

    /** The value of a series or column. */
    static Shown of(Panel panel, String field, String value) {
        List<Json> mappings = panel.setting(field, "mappings").items();
        return mappings.stream()
                .map(mapping -> mapped(mapping, value))
                .filter(result -> result.has("text") || result.has("color"))
                .map(result -> new Shown(orElse(result.text("text"), value), result.text("color")))
                .findFirst()
                .orElseGet(() -> plain(panel, field, value));
    }

    /** The content of a panel without a result. */
    static Shown nothing(Panel panel) {
        Json noValue = panel.defaults().get("noValue");
        return new Shown(noValue.isNull() ? "No data" : noValue.text(), threshold(panel, "", Double.NEGATIVE_INFINITY));
    }

    private static Json mapped(Json mapping, String value) {
        Json options = mapping.get("options");
        return switch (mapping.text("type")) {
            case "value" ->
                options.get(options.keys().stream()
                        .filter(key -> same(key, value))
                        .findFirst()
                        .orElse(""));
            case "range" -> options.get(inside(options, value) ? "result" : "");
            case "regex" ->
                options.get(Pattern.matches(options.text("pattern").replaceAll("^/|/$", ""), value) ? "result" : "");
            default -> throw new AssertionError("a mapping of the type " + mapping.text("type"));
        };
    }

    private static boolean same(String key, String value) {
        return key.equals(value) || (isNumber(key) && isNumber(value) && number(key) == number(value));
    }

    private static boolean inside(Json range, String value) {
        return isNumber(value) && number(value) >= range.decimal("from") && number(value) <= range.decimal("to");
    }

    private static Shown plain(Panel panel, String field, String value) {
        if (!isNumber(value)) {
            return new Shown(value, "");
        }
        String fixed = panel.setting(field, "color").text("fixedColor");
        String unit = panel.setting(field, "unit").text().replaceFirst("^suffix:", "");
        return new Shown(
                formatted(number(value), unit), fixed.isEmpty() ? threshold(panel, field, number(value)) : fixed);
    }

    private static String threshold(Panel panel, String field, double value) {
        return panel.setting(field, "thresholds").list("steps").stream()
                .filter(step -> step.get("value").isNull() || value >= step.decimal("value"))
                .map(step -> step.text("color"))
                .reduce("", (lower, higher) -> higher);
    }

    private static String formatted(double value, String unit) {
        String number = String.format(Locale.ROOT, "%.4f", value).replaceAll("[.]?0+$", "");
        return unit.equals("none") || unit.equals("short") ? number : number + " " + unit;
    }

    private static String orElse(String text, String other) {
        return text.isEmpty() ? other : text;
    }

    private static boolean isNumber(String text) {
        return text.matches("[-+]?([0-9.]+(e[-+]?[0-9]+)?|Inf)|NaN");
    }

    private static double number(String text) {
        return Double.parseDouble(text.replace("Inf", "Infinity"));
    }
}
