package io.github.cloudtrailexporter.dashboards;

/** The colour in which Grafana shows a value: the first value mapping that fits, else the highest threshold reached. */
final class Verdict {

    private Verdict() {}

    /** NaN stands for no data. */
    static String of(Panel panel, double value) {
        return panel.defaults().list("mappings").stream()
                .map(mapping -> mapped(mapping, value))
                .filter(colour -> !colour.isEmpty())
                .findFirst()
                .orElseGet(() -> threshold(panel, value));
    }

    private static String mapped(Json mapping, double value) {
        Json options = mapping.get("options");
        if (mapping.text("type").equals("range")) {
            boolean inside = value >= Double.parseDouble(options.text("from"))
                    && value <= Double.parseDouble(options.text("to"));
            return inside ? options.get("result").text("color") : "";
        }
        return options.keys().stream()
                .filter(key -> Double.parseDouble(key) == value)
                .map(key -> options.get(key).text("color"))
                .findFirst()
                .orElse("");
    }

    private static String threshold(Panel panel, double value) {
        String colour = "";
        for (Json step : panel.defaults().get("thresholds").list("steps")) {
            if (step.get("value").isNull() || value >= Double.parseDouble(step.text("value"))) {
                colour = step.text("color");
            }
        }
        return colour;
    }
}
