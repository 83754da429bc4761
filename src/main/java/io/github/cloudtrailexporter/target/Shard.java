package io.github.cloudtrailexporter.target;

import io.github.cloudtrailexporter.trail.Check;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * The share of one replica of the (account, Region) pairs. The shard of a pair depends only on the pair and the number of
 * shards, so a new account moves no other pair, and replicas need no communication.
 *
 * @param index 0-based
 */
public record Shard(int index, int total) {

    /** The only shard: no sharding. */
    public static final Shard ALL = new Shard(0, 1);

    public Shard {
        Check.that(index >= 0 && index < total, "shard " + index + " of " + total);
    }

    /** Whether this replica polls the trails of this account in this Region. */
    public boolean owns(String accountId, String region) {
        CRC32C hash = new CRC32C();
        hash.update((accountId + "/" + region).getBytes(StandardCharsets.UTF_8));
        return hash.getValue() % total == index;
    }
}
