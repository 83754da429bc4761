package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.target.ListedTrail;
import io.github.cloudtrailexporter.target.Shard;
import java.time.Clock;
import java.util.List;

/** What all polls of one configuration share. */
record PollContext(Equipment equipment, List<ListedTrail> listings, Discovery discovery, Clock clock) {
    PollContext {
        listings = List.copyOf(listings);
    }

    Lookups lookups() {
        return equipment.lookups();
    }

    Shard shard() {
        return equipment.shard();
    }
}
