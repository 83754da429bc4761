package io.github.cloudtrailexporter.web;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;

/**
 * The limits of the JDK's HTTP server, which has no API for them: it reads them from system properties, once, when its
 * classes load, and its own defaults are "no limit". A value set on the command line takes precedence.
 */
public final class ServerProperties {

    /** Seconds after which the JDK closes a connection whose response is not finished. Every deadline stays below. */
    static final int MAX_RESPONSE_SECONDS = 30;

    /** A silent connection costs a file descriptor and about 2 kB, and no thread. */
    private static final int MOST_CONNECTIONS = 10_000;

    /** File descriptors for everything else: connections to AWS, files, the jar. */
    private static final int OTHER_DESCRIPTORS = 128;

    private static final Map<String, String> LIMITS = Map.ofEntries(
            // Seconds until a request must have arrived completely; the JDK checks once a second.
            Map.entry("sun.net.httpserver.maxReqTime", "4"),
            Map.entry("sun.net.httpserver.maxRspTime", Integer.toString(MAX_RESPONSE_SECONDS)),
            Map.entry("sun.net.httpserver.idleInterval", "10"),
            // Without it every keep-alive request waits some 40 ms for a delayed ACK.
            Map.entry("sun.net.httpserver.nodelay", "true"),
            // Larger than the limits of RequestChecks, which answers 414 and 431; beyond these the JDK closes.
            Map.entry("sun.net.httpserver.maxReqHeaderSize", "20480"),
            Map.entry("sun.net.httpserver.maxReqHeaders", "128"),
            // Bodies are not read; 1 is the least that still keeps a connection without a body alive.
            Map.entry("sun.net.httpserver.drainAmount", "1"),
            Map.entry("jdk.httpserver.maxConnections", Long.toString(maxConnections())));

    private ServerProperties() {}

    /** Sets the limits. Has no effect once a class of the JDK's server is loaded: {@code main} calls it first. */
    public static void install() {
        LIMITS.forEach(System.getProperties()::putIfAbsent);
    }

    /** As many as the process may have descriptors: without any left it could not connect to AWS either. */
    private static long maxConnections() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? Math.min(MOST_CONNECTIONS, Math.max(64, unix.getMaxFileDescriptorCount() - OTHER_DESCRIPTORS))
                : MOST_CONNECTIONS;
    }
}
