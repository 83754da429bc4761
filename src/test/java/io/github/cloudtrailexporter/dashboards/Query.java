package io.github.cloudtrailexporter.dashboards;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * One PromQL expression of a dashboard, as written there.
 *
 * @param where dashboard, panel and letter, for messages
 * @param instant whether it is an instant query
 * @param legend the name of its series, with labels in {@code {{}}}
 */
record Query(String where, String expr, boolean instant, String legend, Dashboard dashboard) {

    /** A selector of series: every metric in these dashboards has matchers. */
    private static final Pattern SELECTOR = Pattern.compile("\\b([a-zA-Z_:][a-zA-Z0-9_:]*)\\{([^{}]*)}");

    /** The name of the metric, and its matchers. */
    record Selector(String metric, String matchers, String before, String after) {}

    List<Selector> selectors() {
        return SELECTOR.matcher(expr)
                .results()
                .map(found -> new Selector(found.group(1), found.group(2), before(found), expr.substring(found.end())))
                .toList();
    }

    private String before(MatchResult found) {
        return expr.substring(0, found.start());
    }

    /** The expression as Grafana sends it with All for every variable. */
    String withAllSelected() {
        return with(Map.of());
    }

    /** The expression as Grafana sends it with these values of variables, and All for the others. */
    String with(Map<String, String> selected) {
        String sent = expr.replace("$__rate_interval", "8s")
                .replace("$__interval", "1s")
                .replace("$__range", "60s");
        for (Json variable : dashboard.variables()) {
            String name = variable.text("name");
            sent = sent.replace("$" + name, selected.getOrDefault(name, variable.text("allValue")));
        }
        return sent;
    }

    @Override
    public String toString() {
        return where;
    }
}
