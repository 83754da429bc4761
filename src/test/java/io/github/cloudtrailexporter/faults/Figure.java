package io.github.cloudtrailexporter.faults;

import java.util.Locale;

/** What a test has measured: printed, and shown in the row of the table. */
public final class Figure {

    private Figure() {}

    /**
     * Says it.
     *
     * @param row of the matrix
     * @param format as of {@link String#format}
     */
    public static void of(String row, String format, Object... arguments) {
        String text = String.format(Locale.ROOT, format, arguments);
        System.out.println(row + ": " + text);
        Results.addFigure(row, text);
    }
}
