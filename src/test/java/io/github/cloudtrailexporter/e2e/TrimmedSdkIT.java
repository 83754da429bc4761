package io.github.cloudtrailexporter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The jar has only a part of the SDK's client of EC2, and of the endpoints of AWS's services. With the next SDK it may need
 * more; what would be missed in one rare path only is missed here.
 */
class TrimmedSdkIT {

    private static final String EC2 = "software.amazon.awssdk.services.ec2.";
    private static final String REGIONS = "software.amazon.awssdk.regions.";

    /** A dependency as jdeps says it: class, arrow, class, where that is. */
    private static final Pattern DEPENDENCY = Pattern.compile("\\s+(\\S+)\\s+-> (\\S+)\\s+(.+)");

    /** They know other operations too. Every test that asks for all Regions links and initializes them. */
    private static final Set<String> SHARED = Set.of(
            EC2 + "Ec2Client",
            EC2 + "DefaultEc2Client",
            EC2 + "transform.internal.GeneratePreSignUrlInterceptor",
            EC2 + "transform.internal.TimestampFormatInterceptor");

    private final Map<String, Set<String>> uses = new HashMap<>();
    private final Set<String> absent = new HashSet<>();

    @Test
    void everyClassThatDescribeRegionsCanReachIsInTheJar() {
        read(EC2);

        Set<String> reached =
                reached("model.DescribeRegionsRequest", "model.DescribeRegionsResponse", "DefaultEc2ClientBuilder");
        assertThat(absent).as("something was left out").isNotEmpty();
        assertThat(reached)
                .contains(
                        EC2 + "model.RegionGeography",
                        EC2 + "model.FilterListCopier",
                        EC2 + "endpoints.internal.Partition")
                .doesNotContainAnyElementsOf(absent);
    }

    @Test
    void noClassAboutRegionsIsMissed() {
        read(REGIONS);

        assertThat(uses.get(REGIONS + "internal.MetadataLoader"))
                .contains(REGIONS + "GeneratedServiceMetadataProvider");
        assertThat(uses.get(REGIONS + "GeneratedServiceMetadataProvider"))
                .filteredOn(used -> used.startsWith(REGIONS + "servicemetadata."))
                .as("there are few of them")
                .hasSize(6);
        assertThat(absent).isEmpty();
    }

    /** Who uses a class of this package. */
    private void read(String used) {
        Optional<ToolProvider> jdeps = ToolProvider.findFirst("jdeps");
        Skips.unless(jdeps.isPresent(), "this Java has no jdeps, it is not a whole JDK");
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        int code = jdeps.get()
                .run(
                        out,
                        out,
                        "-verbose:class",
                        "-filter:none",
                        "-e",
                        used.replace(".", "\\.") + ".*",
                        "--multi-release",
                        "17",
                        Jar.file().toString());
        assertThat(code).as(said.toString()).isZero();
        said.toString()
                .lines()
                .map(DEPENDENCY::matcher)
                .filter(Matcher::matches)
                .forEach(this::add);
    }

    private void add(Matcher dependency) {
        uses.computeIfAbsent(dependency.group(1), from -> new HashSet<>()).add(dependency.group(2));
        if ("not found".equals(dependency.group(3))) {
            absent.add(dependency.group(2));
        }
    }

    private Set<String> reached(String... from) {
        Set<String> reached = new HashSet<>();
        Deque<String> next = new ArrayDeque<>();
        Stream.of(from).map(EC2::concat).forEach(next::add);
        while (!next.isEmpty()) {
            String name = next.remove();
            if (name.startsWith(EC2) && reached.add(name) && !SHARED.contains(name)) {
                next.addAll(uses.getOrDefault(name, Set.of()));
            }
        }
        return reached;
    }
}
