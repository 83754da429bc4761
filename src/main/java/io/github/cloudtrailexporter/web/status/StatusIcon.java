package io.github.cloudtrailexporter.web.status;

import io.github.cloudtrailexporter.trail.TrailHealth.State;
import java.util.Locale;

/**
 * The look of a state: a sign for readers who cannot see its colour, drawn in symbols.jte. The colour and the simpler drawing
 * are those of the browser's tab.
 */
enum StatusIcon {
    STOP("b3261e", "M9 9h6v6h-6z"),
    BAD("b3261e", "M8 8l8 8M16 8l-8 8"),
    WARN("9a6700", "M12 6v6l4 3"),
    UNKNOWN("6b46a8", "M9 9a3 3 0 1 1 4.5 2.8c-1 .6-1.5 1.2-1.5 2.2M12 18v.1"),
    OK("1a7f4b", "M7 12.5l3.5 3.5L17 9");

    final String color;
    final String drawing;

    StatusIcon(String color, String drawing) {
        this.color = color;
        this.drawing = drawing;
    }

    static StatusIcon of(State state) {
        return switch (state) {
            case NOT_LOGGING -> STOP;
            case FAILING -> BAD;
            case NEVER_DELIVERED, STALE, CLOUDWATCH_LOGS_STALE, NOTIFICATIONS_STALE -> WARN;
            case UNKNOWN -> UNKNOWN;
            case HEALTHY -> OK;
        };
    }

    /** The name of its style class and of its drawing. */
    String css() {
        return name().toLowerCase(Locale.ROOT);
    }
}
