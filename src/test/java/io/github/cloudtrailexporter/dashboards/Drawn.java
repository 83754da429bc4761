package io.github.cloudtrailexporter.dashboards;

/**
 * How large Grafana draws a panel and a text, in pixels, on a screen 1440 pixels wide with the menu docked: the narrowest
 * that the dashboards are made for. Measured in Grafana 12.2; where a text can be one of several widths, the larger.
 */
final class Drawn {

    /** What is left of 1440 pixels beside the docked menu and the margins. */
    private static final double PAGE = 1108;

    /** The same without the menu. */
    private static final double WIDE_PAGE = 1400;

    private static final int GAP = 8;
    private static final int ROW = 30;

    /** Header and margins of a panel, above and below what it shows. */
    private static final int FRAME = 50;

    private Drawn() {}

    static double width(Panel panel) {
        return PAGE * panel.position("w") / Grid.WIDTH - GAP;
    }

    static double wideWidth(Panel panel) {
        return WIDE_PAGE * panel.position("w") / Grid.WIDTH - GAP;
    }

    /** Of what is inside of the panel's frame. */
    static double height(Panel panel) {
        return panel.position("h") * (ROW + GAP) - GAP - FRAME;
    }

    /** The title, with the padding and the sign of the description beside it. */
    static double title(String text) {
        return text.length() * 7.3 + 44;
    }

    /** A cell of a table with its padding. */
    static double cell(String text) {
        return text.chars().mapToDouble(Drawn::character).sum() + 30;
    }

    /** The head of a column, with room for the arrow of sorting. */
    static double head(String text) {
        return text.length() * 7.3 + 28;
    }

    /** A name beside a bar or a line. */
    static double label(String text) {
        return text.length() * 6.2 + 15;
    }

    /** The lines that a text takes in a cell. */
    static int lines(String text, double width) {
        return (int) Math.ceil(text.length() * 7.0 / (width - 12));
    }

    private static double character(int character) {
        return Character.isDigit(character) || Character.isUpperCase(character) ? 9.5 : 7.6;
    }
}
