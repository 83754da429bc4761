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

    private AcceptHeader() {}

    /** The weight of each name in lower case, 0 (not accepted) to 1. A wildcard is a name like the others. */
    static Map<String, Double> weights(Headers headers, String header) {
        Map<String, Double> weights = new HashMap<>();
        for (String line : headers.getOrDefault(header, List.of())) {
            for (String element : line.toLowerCase(Locale.ROOT).split(",", -1)) {
                String[] parts = element.split(";", -1);
                weights.merge(parts[0].trim(), weight(parts), Math::max);
            }
        }
        return weights;
    }

    private static double weight(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].trim();
            if (parameter.startsWith("q=")) {
                String value = parameter.substring(2).trim();
                return WEIGHT.matcher(value).matches() ? Double.parseDouble(value) : 0;
            }
        }
        return 1;
    }
}
