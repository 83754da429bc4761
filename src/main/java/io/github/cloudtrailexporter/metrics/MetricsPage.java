package io.github.cloudtrailexporter.metrics;

import io.github.cloudtrailexporter.trail.Snapshot;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Predicate;
import io.prometheus.client.SampleNameFilter;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What {@code /metrics} shows, written by simpleclient's {@link TextFormat}.
 *
 * <p>A family is made when its turn comes and is garbage when it is written, so a fleet's page costs the memory of one
 * family for each thread that writes. There is no registry: it keeps its collectors in a hash set, and families in a
 * random order make two pages impossible to compare; and a collector cannot be told which scrape it works for.
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

    /** Some lines of a page. */
    public interface Section {
        void writeTo(Writer out) throws IOException;
    }

    /**
     * The page of this snapshot, as sections that can be written at the same time: one after the other they are the page.
     *
     * @param contentType one of {@link TextFormat}'s
     * @param names which samples are wanted, by their names: a family without any is left out. With {@link
     *     SampleNameFilter#ALLOW_ALL} none is
     */
    public List<Section> sections(Snapshot snapshot, String contentType, Predicate<String> names) {
        SnapshotFamilies families = new SnapshotFamilies(snapshot, clock.instant());
        List<Section> sections = new ArrayList<>();
        for (Supplier<MetricFamilySamples> family : families.trails()) {
            sections.add(out -> write(contentType, Stream.of(family.get()), names, new WithoutEnd(out)));
        }
        sections.add(out -> write(contentType, Stream.concat(families.others(), ownFamilies()), names, out));
        return sections;
    }

    private Stream<MetricFamilySamples> ownFamilies() {
        return own.stream().flatMap(source -> source.families().stream());
    }

    private static void write(
            String contentType, Stream<MetricFamilySamples> families, Predicate<String> names, Writer out)
            throws IOException {
        boolean all = names.equals(SampleNameFilter.ALLOW_ALL);
        Stream<MetricFamilySamples> wanted =
                families.map(family -> all ? family : family.filter(names)).filter(Objects::nonNull);
        TextFormat.writeFormat(contentType, out, enumeration(wanted.iterator()));
    }

    /** Leaves out the line that simpleclient writes behind the last family of OpenMetrics. */
    private static final class WithoutEnd extends FilterWriter {
        WithoutEnd(Writer out) {
            super(out);
        }

        @Override
        public void write(String text) throws IOException {
            if (!"# EOF\n".equals(text)) {
                out.write(text);
            }
        }

        @Override
        public Writer append(char character) throws IOException {
            out.append(character);
            return this;
        }
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
