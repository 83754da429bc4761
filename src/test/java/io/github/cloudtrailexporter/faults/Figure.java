package io.github.cloudtrailexporter.faults;

import java.util.Locale;

/** A measured value, printed in the output of the tests. */
public final class Figure {

    private Figure() {}

    /**
     * Prints the value.
     *
     * @param row of the fault matrix
     * @param format as of {@link String#format}
     */
    public static void of(String row, String format, Object... arguments) {
        System.out.println(row + ": " + String.format(Locale.ROOT, format, arguments));
    }
}
