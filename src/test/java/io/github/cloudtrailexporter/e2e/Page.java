package io.github.cloudtrailexporter.e2e;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The samples of a metrics page in the text format 0.0.4, or some of them. */
record Page(List<Sample> samples) {

    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

    Page {
        samples = List.copyOf(samples);
    }

    /** @param line as it was on the page */
    record Sample(String name, Map<String, String> labels, double value, String line) {

        private static Sample of(String line) {
            Matcher sample = SAMPLE.matcher(line);
            if (!sample.matches()) {
                throw new AssertionError("no sample: " + line);
            }
            Map<String, String> labels =
                    labels(Optional.ofNullable(sample.group(2)).orElse(""), line);
            return new Sample(sample.group(1), labels, value(sample.group(3)), line);
        }

        private static double value(String text) {
            return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
        }

        private static Map<String, String> labels(String text, String line) {
            Map<String, String> labels = new TreeMap<>();
            Matcher label = LABEL.matcher(text);
            int end = 0;
            while (label.find(end) && label.start() == end) {
                labels.put(label.group(1), label.group(2));
                end = label.end();
            }
            if (end != text.length()) {
                throw new AssertionError("labels that cannot be read: " + line);
            }
            return labels;
        }

        String label(String name) {
            return labels.getOrDefault(name, "");
        }

        /** The identity of a sample, which is unique on a page. */
        String identity() {
            return name + labels;
        }
    }

    static Page of(String text) {
        return new Page(text.lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(Sample::of)
                .toList());
    }

    Page named(String name) {
        return only(sample -> sample.name().equals(name));
    }

    Page with(String label, String value) {
        return only(sample -> sample.label(label).equals(value));
    }

    Page trail(String name) {
        return with("trail", name);
    }

    Page only(Predicate<Sample> wanted) {
        return new Page(samples.stream().filter(wanted).toList());
    }

    /** The value of this metric, which has exactly one sample. */
    double value(String name) {
        return named(name).single().value();
    }

    Sample single() {
        if (samples.size() != 1) {
            throw new AssertionError("expected one sample but there are " + samples);
        }
        return samples.get(0);
    }

    /** The names of the metrics with a sample. */
    List<String> names() {
        return samples.stream().map(Sample::name).distinct().sorted().toList();
    }

    List<String> labels(String name) {
        return samples.stream().map(sample -> sample.label(name)).toList();
    }

    /** The lines whose value does not depend on the time of the scrape. */
    List<String> timelessLines() {
        return samples.stream()
                .filter(sample -> !sample.name().startsWith("cloudtrail_seconds_since_"))
                .filter(sample -> !sample.name().equals("cloudtrail_poll_timestamp_seconds"))
                .map(Sample::line)
                .toList();
    }

    @Override
    public String toString() {
        return samples.stream().map(Sample::line).collect(Collectors.joining("\n"));
    }
}
