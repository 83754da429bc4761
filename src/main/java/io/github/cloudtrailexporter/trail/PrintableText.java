package io.github.cloudtrailexporter.trail;

/** Text from outside on its way to a terminal or the log: nothing in it may move the cursor, change a color or end a line. */
public final class PrintableText {

    private PrintableText() {}

    public static String of(String text) {
        return text.codePoints()
                .map(c -> isPrintable(c) ? c : '\uFFFD')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    public static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
