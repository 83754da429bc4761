package io.github.cloudtrailexporter.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One row of a table of metric families: how its samples come out of the things it tells about.
 *
 * @param <T> what the family tells about, for example a trail's report
 * @param identity the labels every sample of the table has, and how to read them from a thing
 * @param labels the further labels of this family
 * @param values no, one or several samples for one thing
 */
record Family<T>(String name, String help, Identity<T> identity, List<String> labels, Values<T> values) {

    /** The labels that name a thing. */
    record Identity<T>(List<String> names, Function<T, List<String>> values) {
        List<Identified<T>> of(List<T> things) {
            return things.stream()
                    .map(thing -> new Identified<>(thing, values.apply(thing)))
                    .toList();
        }
    }

    /** A thing with its name, which all families of a page share. */
    record Identified<T>(T thing, List<String> labelValues) {}

    /** How the samples come out of one thing. */
    interface Values<T> {
        void write(T thing, Instant now, Sink sink);
    }

    /** Takes the samples of one thing. */
    interface Sink {
        void add(double value, String... labelValues);
    }

    MetricFamilySamples of(List<Identified<T>> things, Instant now) {
        List<String> labelNames =
                Stream.concat(identity.names().stream(), labels.stream()).toList();
        List<MetricFamilySamples.Sample> samples = new ArrayList<>(things.size());
        for (Identified<T> identified : things) {
            List<String> own = identified.labelValues();
            values.write(
                    identified.thing(),
                    now,
                    (value, more) -> samples.add(
                            new MetricFamilySamples.Sample(name, labelNames, labelValues(own, more), value)));
        }
        return isInfo()
                ? new MetricFamilySamples(
                        name.substring(0, name.length() - "_info".length()), Collector.Type.INFO, help, samples)
                : new MetricFamilySamples(name, Collector.Type.GAUGE, help, samples);
    }

    private boolean isInfo() {
        return name.endsWith("_info");
    }

    private static List<String> labelValues(List<String> identity, String... more) {
        if (more.length == 0) {
            return identity;
        }
        List<String> all = new ArrayList<>(identity.size() + more.length);
        all.addAll(identity);
        for (String value : more) {
            all.add(LabelText.clean(value));
        }
        return all;
    }
}
