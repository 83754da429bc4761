package io.github.cloudtrailexporter.dashboards;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Grafana's grid of 24 columns. */
final class Grid {

    static final int WIDTH = 24;

    record Cell(int x, int y) {}

    private Grid() {}

    /** The cells that the panels cover; fails if two panels overlap or one exceeds the grid. */
    static Set<Cell> cells(List<Json> panels) {
        Set<Cell> taken = new HashSet<>();
        for (Json panel : panels) {
            cover(panel, taken);
        }
        return taken;
    }

    private static void cover(Json panel, Set<Cell> taken) {
        Json position = panel.get("gridPos");
        for (int x = position.number("x"); x < position.number("x") + position.number("w"); x++) {
            for (int y = position.number("y"); y < position.number("y") + position.number("h"); y++) {
                if (x >= WIDTH || !taken.add(new Cell(x, y))) {
                    throw new AssertionError(panel.text("title") + " overlaps at " + x + "," + y);
                }
            }
        }
    }
}
