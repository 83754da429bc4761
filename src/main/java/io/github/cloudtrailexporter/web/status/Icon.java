package io.github.cloudtrailexporter.web.status;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The icon in the browser's tab, which shows at a glance how things are. */
final class Icon {

    private Icon() {}

    /** The icon itself, as an address that needs no request. */
    static String address(Mark mark) {
        String svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'><circle cx='12' cy='12' r='12' fill='"
                + colour(mark) + "'/><path fill='none' stroke='#fff' stroke-width='3' stroke-linecap='round' d='"
                + drawing(mark) + "'/></svg>";
        return "data:image/svg+xml,"
                + URLEncoder.encode(svg, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String colour(Mark mark) {
        return switch (mark) {
            case STOP, BAD -> "#b3261e";
            case WARN -> "#9a6700";
            case UNKNOWN -> "#6b46a8";
            case OK -> "#1a7f4b";
        };
    }

    private static String drawing(Mark mark) {
        return switch (mark) {
            case STOP -> "M9 9h6v6h-6z";
            case BAD -> "M8 8l8 8M16 8l-8 8";
            case WARN -> "M12 6v6l4 3";
            case UNKNOWN -> "M9 9a3 3 0 1 1 4.5 2.8c-1 .6-1.5 1.2-1.5 2.2M12 18v.1";
            case OK -> "M7 12.5l3.5 3.5L17 9";
        };
    }
}
