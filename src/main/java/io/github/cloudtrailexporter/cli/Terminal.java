package io.github.cloudtrailexporter.cli;

import java.io.Console;

/** Whether somebody is looking. */
final class Terminal {

    private Terminal() {}

    /** Color only on a terminal, and not where people have asked for none (no-color.org). */
    static boolean hasColor() {
        return System.getenv("NO_COLOR") == null
                && !"dumb".equals(System.getenv("TERM"))
                && isTerminal(System.console());
    }

    /** From JDK 22 on there is a console also where there is no terminal; only that one can tell. */
    private static boolean isTerminal(Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException beforeJdk22) {
            return true;
        }
    }
}
