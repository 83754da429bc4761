package io.github.cloudtrailexporter.target;

import java.util.List;

/** In which Regions something is asked. */
public sealed interface Regions {

    /** In the trail's home Region; for discovery, in the Region of the environment. */
    record Home() implements Regions {}

    /** In these. */
    record Listed(List<String> names) implements Regions {
        public Listed {
            names = List.copyOf(names);
            if (names.isEmpty()) {
                throw new IllegalArgumentException("no Region");
            }
        }
    }

    /** In every Region that is enabled for the account. */
    record Enabled() implements Regions {}
}
