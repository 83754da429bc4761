package io.github.cloudtrailexporter.metrics;

import io.github.cloudtrailexporter.trail.PrintableText;
import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One row of a table of metric families: how the samples of its subjects are computed.
 *
 * @param <T> the subject of the family, for example a trail's report
 * @param identity the labels every sample of the table has, and how to read them from a subject
 * @param labels the further labels of this family
 * @param values none, one or several samples for one subject
 */
record Family<T>(String name, String help, Identity<T> identity, List<String> labels, Values<T> values) {

    /** The longest label value: an ARN of a log group with the longest name has some 600 characters. */
    static final int MAX_LABEL_VALUE = 640;

    /** The labels that identify a subject. */
    record Identity<T>(List<String> names, Function<T, List<String>> values) {
        List<Identified<T>> of(List<T> subjects) {
            return subjects.stream()
                    .map(subject -> new Identified<>(subject, values.apply(subject)))
                    .toList();
        }
    }

    /** A subject with the values of its identifying labels, which all families of a page share. */
    record Identified<T>(T subject, List<String> labelValues) {}

    /** Computes the samples of one subject. */
    interface Values<T> {
        void write(T subject, Instant now, Sink sink);
    }

    /** Takes the samples of one subject. */
    interface Sink {
        void add(double value, String... labelValues);
    }

    MetricFamilySamples of(List<Identified<T>> subjects, Instant now) {
        List<String> labelNames =
                Stream.concat(identity.names().stream(), labels.stream()).toList();
        List<MetricFamilySamples.Sample> samples = new ArrayList<>(subjects.size());
        for (Identified<T> identified : subjects) {
            Sink sink = (value, more) -> samples.add(new MetricFamilySamples.Sample(
                    name, labelNames, labelValues(identified.labelValues(), more), value));
            values.write(identified.subject(), now, sink);
        }
        String withoutSuffix = name.replaceFirst("_info$", "");
        Collector.Type type = withoutSuffix.equals(name) ? Collector.Type.GAUGE : Collector.Type.INFO;
        return new MetricFamilySamples(withoutSuffix, type, help, samples);
    }

    private static List<String> labelValues(List<String> identity, String... more) {
        return more.length == 0
                ? identity
                : Stream.concat(identity.stream(), Arrays.stream(more).map(Family::labelValue))
                        .toList();
    }

    static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() / 1e9;
    }

    static double unixTime(Instant instant) {
        return instant.getEpochSecond() + instant.getNano() / 1e9;
    }

    /**
     * The text with U+FFFD in place of each control character and lone surrogate, cut at {@link #MAX_LABEL_VALUE}.
     * simpleclient escapes backslash, quote and line feed only.
     */
    static String labelValue(String text) {
        StringBuilder value = new StringBuilder();
        text.codePoints().limit(MAX_LABEL_VALUE).forEach(c -> value.appendCodePoint(isAllowed(c) ? c : '\uFFFD'));
        return value.toString();
    }

    /** Format characters stay, because names such as that of an account may contain them. */
    private static boolean isAllowed(int codePoint) {
        return PrintableText.isPrintable(codePoint) || Character.getType(codePoint) == Character.FORMAT;
    }
}
