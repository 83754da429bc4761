package io.github.cloudtrailexporter.poll;

import java.time.Clock;
import java.util.List;

/** What all polls of one configuration share. */
record PollContext(CloudTrailPort port, CallPool pool, Lookups lookups, List<Listing> listings, Clock clock) {
    PollContext {
        listings = List.copyOf(listings);
    }
}
