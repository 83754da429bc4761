package io.github.cloudtrailexporter.dashboards;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The labels of the metrics page of the fixture, and those that Prometheus and the queries add. */
final class Fixture {

    private Fixture() {}

    /** All values of a label. */
    static Stream<String> values(String label) {
        return switch (label) {
            case "instance" -> Stream.of("10.20.30.40:10106");
            case "gc" -> Stream.of("MarkSweepCompact");
            case "at" -> Stream.of("unknown");
            case "code" -> Stream.concat(ofPage("code"), ofPage("reason"));
            default -> ofPage(label);
        };
    }

    private static Stream<String> ofPage(String label) {
        return Pattern.compile("\\b" + label + "=\"([^\"]+)\"")
                .matcher(Resources.text("fixture.prom.txt"))
                .results()
                .map(found -> found.group(1))
                .distinct();
    }
}
