package io.github.cloudtrailexporter.target;

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
        if (total < 1 || index < 0 || index >= total) {
            throw new IllegalArgumentException("shard " + index + " of " + total);
        }
    }

    /** Whether this replica polls the trails of this account in this Region. */
    public boolean owns(String accountId, String region) {
        return total == 1 || Integer.remainderUnsigned(hash(accountId + "/" + region), total) == index;
    }

    private static int hash(String pair) {
        CRC32C crc = new CRC32C();
        crc.update(pair.getBytes(StandardCharsets.UTF_8));
        return mixed((int) crc.getValue());
    }

    /** Spreads similar checksums (the finalizer of MurmurHash3). */
    private static int mixed(int hash) {
        int h = hash;
        h = (h ^ (h >>> 16)) * 0x85ebca6b;
        h = (h ^ (h >>> 13)) * 0xc2b2ae35;
        return h ^ (h >>> 16);
    }
}
