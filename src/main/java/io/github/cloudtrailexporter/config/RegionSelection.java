package io.github.cloudtrailexporter.config;

import java.util.HashSet;
import java.util.List;

/** Which Regions are asked. */
public sealed interface RegionSelection {

    /** The trail's home Region; for discovery, the Region of the ambient configuration. */
    record Home() implements RegionSelection {}

    /** These, each once. */
    record Listed(List<String> regions) implements RegionSelection {
        public Listed {
            regions = List.copyOf(regions);
            Check.that(!regions.isEmpty() && new HashSet<>(regions).size() == regions.size(), "Regions " + regions);
            regions.forEach(region -> Check.that(AwsName.isRegion(region), "Region " + region));
        }
    }

    /** Every Region that is enabled in the account. */
    record All() implements RegionSelection {}
}
