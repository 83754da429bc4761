package io.github.cloudtrailexporter.metrics;

import io.github.cloudtrailexporter.trail.Snapshot;
import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A page, read more strictly than any parser of Prometheus reads it: those let carriage returns and control characters
 * in label values pass.
 *
 * @param samples its lines that are no comments
 */
public record Exposition(List<String> samples) {

    private static final String NAME = "[a-z][a-z0-9_]*";
    private static final String VALUE = "(?:[^\"\\\\\\p{Cc}\\u2028\\u2029\\p{Cs}]++|\\\\[\\\\\"n])*+";
    private static final String LABEL = NAME + "=\"" + VALUE + "\"";
    private static final Pattern SAMPLE =
            Pattern.compile(NAME + "(?:\\{" + LABEL + "(?:," + LABEL + ")*,?})? (?:-?[0-9.]+(?:E-?[0-9]+)?|\\+Inf)");
    private static final Pattern COMMENT = Pattern.compile("# (?:HELP|TYPE|UNIT) " + NAME + " \\P{Cc}*|# EOF");

    public Exposition {
        samples = List.copyOf(samples);
    }

    /** The page in the text format 0.0.4. */
    public static Exposition text(Snapshot snapshot, Instant now, Collector... own) {
        return read(write(TextFormat.CONTENT_TYPE_004, snapshot, now, own));
    }

    /** The page in OpenMetrics 1.0. */
    public static Exposition openMetrics(Snapshot snapshot, Instant now, Collector... own) {
        String page = write(TextFormat.CONTENT_TYPE_OPENMETRICS_100, snapshot, now, own);
        if (page.indexOf("# EOF\n") != page.length() - "# EOF\n".length()) {
            throw new AssertionError("the page does not end where it says so: " + page);
        }
        return read(page);
    }

    private static String write(String format, Snapshot snapshot, Instant now, Collector... own) {
        return text(new SnapshotCollector(snapshot, Clock.fixed(now, ZoneOffset.UTC), List.of(own)), format);
    }

    /** The page of this collector, with all of its samples. */
    public static String text(Collector collector, String format) {
        CollectorRegistry registry = new CollectorRegistry();
        registry.register(collector);
        StringWriter text = new StringWriter();
        try {
            TextFormat.writeFormat(format, text, registry.metricFamilySamples());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static Exposition read(String page) {
        List<String> lines = page.lines().toList();
        lines.stream()
                .filter(line -> !COMMENT.matcher(line).matches())
                .filter(line -> !SAMPLE.matcher(line).matches())
                .forEach(line -> {
                    throw new AssertionError("no line of an exposition: " + line);
                });
        return new Exposition(
                lines.stream().filter(line -> !line.startsWith("#")).toList());
    }

    /** The samples of this name. */
    public List<String> named(String name) {
        return samples.stream()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .toList();
    }
}
