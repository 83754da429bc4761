package io.github.cloudtrailexporter.simulator;

import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The demo's story: a small organization with eleven trails, each healthy, broken, idle or unknown in its own way. Times
 * are computed from the clock at each call, so that healthy trails stay healthy and failures become older.
 */
public final class DemoScenario {

    private static final String HEAD = """
            # The trails of a made-up company on the simulated AWS, one story each.
            """;

    private final List<DemoTrail> trails;

    private DemoScenario(List<DemoTrail> trails) {
        this.trails = trails;
    }

    /** Creates the trails, with the incident at its {@linkplain DemoTimings#DEFAULT default times}. */
    public static DemoScenario on(SimulatedAws aws, Clock clock) {
        return on(aws, clock, DemoTimings.DEFAULT);
    }

    /**
     * Creates the trails.
     *
     * @param clock the one that the simulated AWS was started with
     */
    public static DemoScenario on(SimulatedAws aws, Clock clock, DemoTimings timings) {
        return new DemoScenario(DemoCompany.found(aws, clock, timings));
    }

    /** The trails to poll. */
    public List<DemoTrail> trails() {
        return trails;
    }

    /** The same as the {@code trails:} section of a configuration file, with comments. */
    public String configYaml() {
        return HEAD + "trails:\n" + trails.stream().map(DemoTrail::yaml).collect(Collectors.joining());
    }

    /**
     * Discovery in the whole organization, as the {@code discovery:} section of a configuration file. It covers the Regions
     * in which the organization's trail is listed, so that its trails are on the page already.
     */
    public String discoveryYaml() {
        return """
                # Every active account of the organization, as its delegated administrator sees it.
                discovery:
                  - organization:
                      role_name: %s
                    regions: [us-east-1, eu-west-1, ap-northeast-1]
                """.formatted(DemoCompany.ROLE);
    }
}
