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
 * The jar contains only a part of the SDK's client of EC2. The next SDK may need more of it; a class that is missing in a
 * rare path only is detected here.
 */
class TrimmedSdkIT {

    private static final String EC2 = "software.amazon.awssdk.services.ec2.";

    /** A dependency as jdeps prints it: class, arrow, class, location. */
    private static final Pattern DEPENDENCY = Pattern.compile("\\s+(\\S+)\\s+-> (\\S+)\\s+(.+)");

    /** They refer to other operations too. Every test that discovers the enabled Regions links and initializes them. */
    private static final Set<String> SHARED = Set.of(
            EC2 + "Ec2Client",
            EC2 + "DefaultEc2Client",
            EC2 + "transform.internal.GeneratePreSignUrlInterceptor",
            EC2 + "transform.internal.TimestampFormatInterceptor");

    private final Map<String, Set<String>> uses = new HashMap<>();
    private final Set<String> absent = new HashSet<>();

    @Test
    void everyClassReachableFromDescribeRegionsIsInTheJar() {
        readDependencies();

        Set<String> reached =
                reached("model.DescribeRegionsRequest", "model.DescribeRegionsResponse", "DefaultEc2ClientBuilder");
        assertThat(absent).as("classes that the jar omits").isNotEmpty();
        assertThat(reached)
                .contains(
                        EC2 + "model.RegionGeography",
                        EC2 + "model.FilterListCopier",
                        EC2 + "endpoints.internal.Partition")
                .doesNotContainAnyElementsOf(absent);
    }

    /** Reads from jdeps which classes use a class of EC2. */
    private void readDependencies() {
        Optional<ToolProvider> jdeps = ToolProvider.findFirst("jdeps");
        Skips.unless(jdeps.isPresent(), "no jdeps: this Java is not a full JDK");
        StringWriter output = new StringWriter();
        PrintWriter out = new PrintWriter(output);
        int code = jdeps.get()
                .run(
                        out,
                        out,
                        "-verbose:class",
                        "-filter:none",
                        "-e",
                        EC2.replace(".", "\\.") + ".*",
                        "--multi-release",
                        "17",
                        Jar.file().toString());
        assertThat(code).as(output.toString()).isZero();
        output.toString()
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
