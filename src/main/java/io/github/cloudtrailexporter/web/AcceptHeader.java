package io.github.cloudtrailexporter.web;

import com.sun.net.httpserver.Headers;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The preferences of a client in {@code Accept} or {@code Accept-Encoding} (RFC 9110, section 12.5). Nothing in
 * these headers is an error: what is not valid is not accepted.
 */
final class AcceptHeader {

    private static final Pattern WEIGHT = Pattern.compile("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?");

    private final Map<String, Double> weights = new HashMap<>();

    private AcceptHeader(List<String> lines) {
        for (String line : lines) {
            for (String element : line.split(",", -1)) {
                add(element);
            }
        }
    }

    static AcceptHeader of(Headers headers, String header) {
        return new AcceptHeader(headers.getOrDefault(header, List.of()));
    }

    private void add(String element) {
        String[] parts = element.split(";", -1);
        String name = parts[0].trim().toLowerCase(Locale.ROOT);
        if (!name.isEmpty()) {
            weights.merge(name, weight(parts), Math::max);
        }
    }

    private static double weight(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].trim().toLowerCase(Locale.ROOT);
            if (parameter.startsWith("q=")) {
                String value = parameter.substring(2).trim();
                return WEIGHT.matcher(value).matches() ? Double.parseDouble(value) : 0;
            }
        }
        return 1;
    }

    /** The weight of exactly this name, 0 (not accepted) to 1. Wildcards do not count. */
    double weight(String name) {
        return weights.getOrDefault(name, 0.0);
    }

    /** Whether this coding can be sent. */
    boolean accepts(String coding) {
        return weights.getOrDefault(coding, weight("*")) > 0;
    }
}
