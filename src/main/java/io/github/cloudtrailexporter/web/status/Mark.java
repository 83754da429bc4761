package io.github.cloudtrailexporter.web.status;

import io.github.cloudtrailexporter.trail.TrailHealth.State;

/** The look of a state: a class for the colour and a sign for those who cannot see it. */
enum Mark {
    STOP("stop", "<circle cx=12 cy=12 r=11 /><path d=\"M8.5 8.5h7v7h-7z\" fill=\"var(--on)\" stroke=none />"),
    BAD("bad", "<circle cx=12 cy=12 r=11 /><path d=\"M8 8l8 8M16 8l-8 8\"/>"),
    WARN("warn", "<circle cx=12 cy=12 r=11 /><path d=\"M12 6.5V12l4 3\"/>"),
    UNKNOWN(
            "unknown",
            "<circle cx=12 cy=12 r=11 /><path d=\"M8.9 9a3.2 3.2 0 1 1 4.6 3c-1 .5-1.5 1-1.5 2M12 17.2v.1\"/>"),
    OK("ok", "<circle cx=12 cy=12 r=11 /><path d=\"M7 12.5l3.4 3.4L17 9\"/>");

    private final String css;
    private final String drawing;

    Mark(String css, String drawing) {
        this.css = css;
        this.drawing = drawing;
    }

    static Mark of(State state) {
        return switch (state) {
            case NOT_LOGGING -> STOP;
            case FAILING -> BAD;
            case NEVER_DELIVERED, STALE, CLOUDWATCH_LOGS_STALE, NOTIFICATIONS_STALE -> WARN;
            case UNKNOWN -> UNKNOWN;
            case HEALTHY -> OK;
        };
    }

    String css() {
        return css;
    }

    /** The sign; words beside it say the same. */
    String svg() {
        return "<svg class=\"i " + css + "\" aria-hidden=true><use href=\"#" + css + "\"/></svg>";
    }

    /** The drawings of all signs, once for the page. */
    static String drawings() {
        StringBuilder svg = new StringBuilder("<svg class=drawings aria-hidden=true>");
        for (Mark mark : values()) {
            svg.append("<symbol id=").append(mark.css).append(" viewBox=\"0 0 24 24\">");
            svg.append(mark.drawing).append("</symbol>");
        }
        return svg.append("</svg>").toString();
    }
}
