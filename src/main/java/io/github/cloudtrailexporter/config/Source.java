package io.github.cloudtrailexporter.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** The text of one file, and its lines. A byte order mark is removed, CRLF is accepted as the end of a line. */
record Source(String name, String text, List<String> lines) {

    /** Enough for thousands of trails. */
    static final int MAX_BYTES = 1 << 20;

    /** The most problems to collect before the text is parsed. */
    private static final int MOST = 1_000;

    /** Stands for bytes that are not UTF-8. */
    private static final char REPLACEMENT = '\uFFFD';

    // What YAML forbids, and line separators that few editors display as such, so that line numbers would differ.
    private static final Pattern FORBIDDEN =
            Pattern.compile("[\\p{Cc}&&[^\\t]]|[\\p{Cs}\\uFEFF\\uFFFD\\uFFFE\\uFFFF\\u2028\\u2029]|^ *\\t");

    static Source of(String name, String text) {
        String content = text.replaceFirst("^\\uFEFF", "");
        return new Source(name, content, List.of(content.split("\r?\n", -1)));
    }

    /**
     * Reads a file in UTF-8. Neither blocks nor reads without end: only regular files (also through symbolic links), or
     * {@link ConfigReader#STANDARD_INPUT}, and only up to {@link #MAX_BYTES}.
     */
    static Source read(Path file) throws ConfigException {
        try (InputStream in = open(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new FileSystemException(file.toString(), null, "is larger than 1 MiB, which is the limit");
            }
            return of(file.toString(), new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ConfigException(List.of(file + ": " + reason(e)));
        }
    }

    private static InputStream open(Path file) throws IOException {
        if (file.equals(ConfigReader.STANDARD_INPUT)) {
            return System.in;
        }
        Path real = file.toRealPath();
        if (Files.isDirectory(real)) {
            throw new FileSystemException(file.toString(), null, "is a directory, expected a file");
        }
        // Opening a named pipe waits for a writer, and reading a device may never end.
        if (!Files.isRegularFile(real)) {
            throw new FileSystemException(file.toString(), null, "is not a regular file");
        }
        return Files.newInputStream(real);
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        return e instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : "cannot be read: " + e.getClass().getSimpleName();
    }

    /** The line of this number, counted from 1; empty past the end. */
    String line(int number) {
        return number <= lines.size() ? lines.get(number - 1) : "";
    }

    /**
     * Reports characters that no configuration needs, before the text is parsed. One problem per line, because a binary
     * file would have very many.
     */
    void check(Problems problems) {
        for (int number = 1; number <= lines.size() && problems.count() < MOST; number++) {
            String line = line(number);
            Matcher matcher = FORBIDDEN.matcher(line);
            if (matcher.find()) {
                int at = matcher.end() - 1;
                Place place = Place.within(number, line.codePointCount(0, at) + 1, 1);
                problems.add(place, forbidden(line.charAt(at)));
            }
        }
    }

    private static String forbidden(char c) {
        return switch (c) {
            case '\t' -> "a tab in the indentation; YAML is indented with spaces";
            case REPLACEMENT -> "this is not UTF-8; save the file as UTF-8";
            default -> "the character U+%04X does not belong in a configuration file".formatted((int) c);
        };
    }

    /**
     * A range of a file. Lines and columns count from 1, columns in code points; the end is just past the last character.
     */
    record Place(int line, int column, int endLine, int endColumn) {

        /** A range within one line. */
        static Place within(int line, int column, int length) {
            return new Place(line, column, line, column + length);
        }

        static Place of(Node node) {
            return of(node.getStartMark(), node.getEndMark());
        }

        static Place of(Mark start, Mark end) {
            return new Place(start.getLine() + 1, start.getColumn() + 1, end.getLine() + 1, end.getColumn() + 1);
        }
    }
}
