package io.github.cloudtrailexporter.target;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * This replica's share of the (account, Region) pairs. Which pair is whose depends on the pair and the number of shards
 * only, so a new account moves no other pair, and all replicas agree without talking to each other.
 *
 * @param index 0-based
 */
public record Shard(int index, int total) {

    /** The only shard there is. */
    public static final Shard ALL = new Shard(0, 1);

    public Shard {
        if (total < 1 || index < 0 || index >= total) {
            throw new IllegalArgumentException("shard " + index + " of " + total);
        }
    }

    /** Whether this replica asks about the trails of this account in this Region. */
    public boolean owns(String accountId, String region) {
        return total == 1 || Integer.remainderUnsigned(hash(accountId + "/" + region), total) == index;
    }

    private static int hash(String pair) {
        CRC32C crc = new CRC32C();
        crc.update(pair.getBytes(StandardCharsets.UTF_8));
        return mixed((int) crc.getValue());
    }

    /** Spreads what a checksum leaves alike (the finalizer of MurmurHash3). */
    private static int mixed(int hash) {
        int h = hash;
        h = (h ^ (h >>> 16)) * 0x85ebca6b;
        h = (h ^ (h >>> 13)) * 0xc2b2ae35;
        return h ^ (h >>> 16);
    }
}
