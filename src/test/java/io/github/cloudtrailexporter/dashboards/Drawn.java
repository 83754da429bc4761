package io.github.cloudtrailexporter.dashboards;

import java.util.Arrays;

/**
 * The size of panels and texts in Grafana, in pixels, on a screen 1440 pixels wide with the menu docked: the narrowest
 * that the dashboards support. The widths of characters are those of Grafana's font, the rest is of Grafana 12.2.
 */
final class Drawn {

    /** 1440 pixels without the docked menu and the margins. */
    private static final double PAGE = 1108;

    /** The same without the menu. */
    private static final double WIDE_PAGE = 1400;

    private static final int GAP = 8;
    private static final int ROW = 30;

    /** Header and margins of a panel, above and below its content. */
    private static final int FRAME = 50;

    private static final int[][] WIDTHS = Resources.lines("inter-widths.txt").stream()
            .map(line -> Arrays.stream(line.split(" ", -1))
                    .mapToInt(Integer::parseInt)
                    .toArray())
            .toArray(int[][]::new);

    private static final int NORMAL = 0;
    private static final int BOLD = 1;
    private static final double LETTER_SPACING = 0.15;

    private Drawn() {}

    static double width(Panel panel) {
        return PAGE * panel.position("w") / Grid.WIDTH - GAP;
    }

    static double wideWidth(Panel panel) {
        return WIDE_PAGE * panel.position("w") / Grid.WIDTH - GAP;
    }

    /** The width inside the panel's frame. */
    static double height(Panel panel) {
        return panel.position("h") * (ROW + GAP) - GAP - FRAME;
    }

    /** The title, with the padding and the sign of the description beside it. */
    static double title(String text) {
        return text(text, BOLD, 14) + 44;
    }

    /** A cell of a table. 12 digits need 20 to 40 pixels more than their own width, as measured. */
    static double cell(String text) {
        return text(text, NORMAL, 14) + 38;
    }

    /** The head of a column, with room for the arrow of sorting. */
    static double head(String text) {
        return text(text, BOLD, 14) + 28;
    }

    /** A name beside a bar or a line. */
    static double label(String text) {
        return text(text, NORMAL, 12) + 15;
    }

    /** The number of lines of a text in a cell. */
    static int lines(String text, double width) {
        return (int) Math.ceil(text(text, NORMAL, 14) / (width - 12));
    }

    private static double text(String text, int weight, double size) {
        return text.chars()
                .mapToDouble(character -> thousandths(character, weight) * size / 1000 + LETTER_SPACING)
                .sum();
    }

    /** A character that is not in the table has the width of the letter m. */
    private static int thousandths(int character, int weight) {
        boolean known = character >= ' ' && character <= '~';
        return WIDTHS[weight][(known ? character : 'm') - ' '];
    }
}
