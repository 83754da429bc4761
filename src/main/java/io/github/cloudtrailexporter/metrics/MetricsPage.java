package io.github.cloudtrailexporter.metrics;

import io.github.cloudtrailexporter.trail.Snapshot;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Predicate;
import io.prometheus.client.SampleNameFilter;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.Writer;
import java.time.Clock;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What {@code /metrics} shows, written by simpleclient's {@link TextFormat}.
 *
 * <p>A family is made when its turn comes and is garbage when it is written, so a fleet's page costs the memory of one
 * family. There is no registry: it keeps its collectors in a hash set, and families in a random order make two pages
 * impossible to compare; and a collector cannot be told which scrape it works for.
 */
public final class MetricsPage {

    private final Clock clock;
    private final List<FamilySource> own;

    /**
     * @param clock tells the ages of deliveries
     * @param own the exporter's own metrics, in the order of the page
     */
    public MetricsPage(Clock clock, List<FamilySource> own) {
        this.clock = clock;
        this.own = List.copyOf(own);
    }

    /** A part of the page that does not come from a snapshot. */
    public interface FamilySource {
        List<MetricFamilySamples> families();
    }

    /**
     * Writes the page of this snapshot.
     *
     * @param contentType one of {@link TextFormat}'s
     * @param names which samples are wanted, by their names: a family without any is left out. With {@link
     *     SampleNameFilter#ALLOW_ALL} none is
     */
    public void write(Snapshot snapshot, String contentType, Predicate<String> names, Writer out) throws IOException {
        Stream<MetricFamilySamples> families = Stream.concat(
                SnapshotFamilies.of(snapshot, clock.instant()),
                own.stream().flatMap(source -> source.families().stream()));
        boolean all = names.equals(SampleNameFilter.ALLOW_ALL);
        Iterator<MetricFamilySamples> wanted = families.map(family -> all ? family : family.filter(names))
                .filter(Objects::nonNull)
                .iterator();
        TextFormat.writeFormat(contentType, out, enumeration(wanted));
    }

    @SuppressWarnings("JdkObsolete") // simpleclient wants it
    private static Enumeration<MetricFamilySamples> enumeration(Iterator<MetricFamilySamples> families) {
        return new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return families.hasNext();
            }

            @Override
            public MetricFamilySamples nextElement() {
                return families.next();
            }
        };
    }
}
