package io.github.cloudtrailexporter.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the runs of tests have noted, one line each, in a file: unit tests and those of the packaged jar run in processes of
 * their own. Of each test, and of each row's figures, the last process counts.
 */
final class Results {

    private static final Path FILE = Path.of("target/fault-matrix.tsv");
    private static final String RUN = Long.toString(System.currentTimeMillis());
    private static final String FIGURE = "FIGURE";

    private record Note(String run, String subject, String kind, String text) {
        String line() {
            return String.join(
                            "\t",
                            run,
                            subject,
                            kind,
                            text.replaceAll("\\s+", " ").strip()) + "\n";
        }

        static Note of(String line) {
            String[] fields = line.split("\t", 4);
            return new Note(fields[0], fields[1], fields[2], fields[3]);
        }
    }

    private final Map<String, List<Note>> notes = new LinkedHashMap<>();

    private Results(List<String> lines) {
        for (String line : lines) {
            Note note = Note.of(line);
            List<Note> before = notes.computeIfAbsent(note.subject(), subject -> new ArrayList<>());
            if (!before.isEmpty() && !before.get(0).run().equals(note.run())) {
                before.clear();
            }
            before.add(note);
        }
    }

    static Results read() throws IOException {
        return new Results(Files.exists(FILE) ? Files.readAllLines(FILE) : List.of());
    }

    static void add(String test, Result result, String detail) {
        append(new Note(RUN, test, result.name(), detail));
    }

    static void addFigure(String row, String text) {
        append(new Note(RUN, row, FIGURE, text));
    }

    private static synchronized void append(Note note) {
        try {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, note.line(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In words what came of these tests, together. */
    String of(Set<String> tests) {
        Set<Result> results = new LinkedHashSet<>();
        Set<String> reasons = new LinkedHashSet<>();
        for (String test : tests) {
            if (!notes.containsKey(test)) {
                results.add(Result.SKIPPED);
                reasons.add("`" + test + "` not run");
            }
            for (Note note : notes.getOrDefault(test, List.of())) {
                Result result = Result.valueOf(note.kind());
                results.add(result);
                if (result == Result.SKIPPED) {
                    reasons.add(note.text());
                }
            }
        }
        return inWords(results, String.join("; ", reasons));
    }

    private static String inWords(Set<Result> results, String reasons) {
        if (results.contains(Result.FAILED)) {
            return "**failed**";
        }
        if (!results.contains(Result.PASSED)) {
            return "skipped: " + reasons;
        }
        return results.contains(Result.SKIPPED) ? "passed in part, the rest skipped: " + reasons : "passed";
    }

    /** What was measured for this row. */
    List<String> figures(String row) {
        return notes.getOrDefault(row, List.of()).stream().map(Note::text).toList();
    }
}
