package io.github.cloudtrailexporter.web;

import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address to listen on.
 *
 * @param host a name or an address; empty for all interfaces, IPv4 and IPv6
 * @param port 0 lets the system choose a free one
 */
public record ListenAddress(String host, int port) {

    private static final Pattern FORM =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.]+(?:%[A-Za-z0-9._-]+)?)]|([A-Za-z0-9._-]*)):([0-9]{1,5})");

    public ListenAddress {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("a port is between 0 and 65535, not " + port);
        }
    }

    /**
     * The address in {@code [HOST]:PORT}, as Prometheus' programs write it: {@code :10106}, {@code 127.0.0.1:10106},
     * {@code [::1]:10106}.
     *
     * @throws IllegalArgumentException if the text is not such an address; the message is for people
     */
    public static ListenAddress parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text
                    + "' is not a valid listen address; expected [HOST]:PORT, for example :10106, 127.0.0.1:10106 or"
                    + " [::1]:10106");
        }
        String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return new ListenAddress(host, Integer.parseInt(matcher.group(3)));
    }

    InetSocketAddress socketAddress() {
        return host.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
