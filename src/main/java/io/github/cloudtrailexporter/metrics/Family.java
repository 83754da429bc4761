package io.github.cloudtrailexporter.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** One row of a table of metric families: {@code values} adds none, one or several samples for one subject. */
record Family<T>(String name, String help, BiConsumer<T, Sink> values) {

    /** The longest label value: an ARN of a log group with the longest name has some 600 characters. */
    static final int MAX_LABEL_VALUE = 640;

    /** Format characters are allowed, because names such as that of an account may contain them. */
    private static final Pattern NOT_ALLOWED = Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]");

    /** A subject with its identifying labels, which all families of a page share. */
    record Subject<T>(T value, List<String> labelNames, List<String> labelValues) {}

    /** Takes one sample of a subject; {@code labels} are names and values of its further labels, in turn. */
    interface Sink {
        void add(double value, String... labels);

        default void info(String... labels) {
            add(1, labels);
        }
    }

    MetricFamilySamples of(List<Subject<T>> subjects) {
        List<MetricFamilySamples.Sample> samples = new ArrayList<>(subjects.size());
        for (Subject<T> subject : subjects) {
            values.accept(subject.value(), (value, labels) -> samples.add(sample(subject, value, labels)));
        }
        String withoutSuffix = name.replaceFirst("_info$", "");
        Collector.Type type = withoutSuffix.equals(name) ? Collector.Type.GAUGE : Collector.Type.INFO;
        return new MetricFamilySamples(withoutSuffix, type, help, samples);
    }

    private MetricFamilySamples.Sample sample(Subject<T> subject, double value, String... labels) {
        if (labels.length == 0) {
            return new MetricFamilySamples.Sample(name, subject.labelNames(), subject.labelValues(), value);
        }
        List<String> labelNames = new ArrayList<>(subject.labelNames());
        List<String> labelValues = new ArrayList<>(subject.labelValues());
        for (int i = 0; i < labels.length; i += 2) {
            labelNames.add(labels[i]);
            labelValues.add(labelValue(labels[i + 1]));
        }
        return new MetricFamilySamples.Sample(name, labelNames, labelValues, value);
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
        boolean isLong = text.codePointCount(0, text.length()) > MAX_LABEL_VALUE;
        String value = isLong ? text.substring(0, text.offsetByCodePoints(0, MAX_LABEL_VALUE)) : text;
        return NOT_ALLOWED.matcher(value).replaceAll("\uFFFD");
    }
}
