package io.github.cloudtrailexporter.config;

import org.yaml.snakeyaml.error.MarkedYAMLException;

/** What SnakeYAML says about a text that is not YAML, and what is most often the cause. */
final class SyntaxMessage {

    private SyntaxMessage() {}

    static String of(MarkedYAMLException e, String line) {
        String context = e.getContext() == null ? "" : " (" + e.getContext() + ")";
        String hint = hint(e, line);
        return e.getProblem() + context + (hint.isEmpty() ? "" : "; " + hint);
    }

    private static String hint(MarkedYAMLException e, String line) {
        if (line.contains("${")) {
            return "between braces or brackets a ${NAME} stands in quotes";
        }
        String context = String.valueOf(e.getContext());
        return context.contains("block") ? "is the line indented like its neighbors?" : "";
    }
}
