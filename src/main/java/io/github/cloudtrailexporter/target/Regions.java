package io.github.cloudtrailexporter.target;

import io.github.cloudtrailexporter.trail.AwsName;
import io.github.cloudtrailexporter.trail.Check;
import java.util.HashSet;
import java.util.List;

/** The Regions in which trails are polled or discovered. */
public sealed interface Regions {

    /** The trail's home Region; for discovery, the Region of the environment. */
    record Home() implements Regions {}

    /** These Regions, each once. */
    record Listed(List<String> names) implements Regions {
        public Listed {
            names = List.copyOf(names);
            Check.that(!names.isEmpty() && new HashSet<>(names).size() == names.size(), "Regions " + names);
            names.forEach(region -> Check.that(AwsName.isRegion(region), "Region " + region));
        }
    }

    /** Every Region that is enabled in the account. */
    record Enabled() implements Regions {}
}
