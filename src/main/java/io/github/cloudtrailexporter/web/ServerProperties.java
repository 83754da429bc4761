package io.github.cloudtrailexporter.web;

import java.util.Map;

/**
 * The limits of the JDK's HTTP server, which has no API for them: it reads them from system properties, once, when its
 * classes load, and its own defaults are "no limit". A value given on the command line wins.
 */
public final class ServerProperties {

    /** Seconds after which the JDK closes a connection whose response is not finished. Every deadline stays below. */
    static final int MAX_RESPONSE_SECONDS = 30;

    /** Connections of one listen address; one more is closed on arrival. */
    static final int MAX_CONNECTIONS = 128;

    private static final Map<String, String> LIMITS = Map.ofEntries(
            // For how many seconds a request that does not arrive completely holds a connection. The JDK looks once a
            // second, so whoever has to wait until a crowd of them is closed waits for one more.
            Map.entry("sun.net.httpserver.maxReqTime", "4"),
            Map.entry("sun.net.httpserver.maxRspTime", Integer.toString(MAX_RESPONSE_SECONDS)),
            Map.entry("sun.net.httpserver.idleInterval", "10"),
            // Without it every keep-alive request waits some 40 ms for a delayed ACK.
            Map.entry("sun.net.httpserver.nodelay", "true"),
            Map.entry("sun.net.httpserver.maxReqHeaderSize", "16384"),
            Map.entry("sun.net.httpserver.maxReqHeaders", "64"),
            // Bodies are not read; 1 is the least that still keeps a connection without a body alive.
            Map.entry("sun.net.httpserver.drainAmount", "1"),
            Map.entry("jdk.httpserver.maxConnections", Integer.toString(MAX_CONNECTIONS)));

    private ServerProperties() {}

    /** Sets the limits. Has no effect once a class of the JDK's server is loaded: {@code main} calls it first. */
    public static void install() {
        LIMITS.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }
}
