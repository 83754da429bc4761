package io.github.cloudtrailexporter.simulator;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Request ids in AWS's format, one per response. */
final class RequestIds {

    private static final AtomicLong NUMBER = new AtomicLong();
    private static final long VERSION_4 = 0x0000_0000_0000_4000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private RequestIds() {}

    static String next() {
        return new UUID(VERSION_4, VARIANT | NUMBER.incrementAndGet()).toString();
    }
}
