package io.github.cloudtrailexporter.simulator;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;

/** Writes maps, lists, texts, numbers, booleans and times in AWS's JSON 1.1 protocol. */
final class Json {

    private Json() {}

    /** JSON that is written unchanged, for responses that AWS would not send. */
    record Raw(String text) {}

    static String write(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(Object value, StringBuilder out) {
        if (value instanceof Map<?, ?> map) {
            members(map, out);
        } else if (value instanceof Iterable<?> items) {
            elements(items, out);
        } else if (value instanceof Raw raw) {
            out.append(raw.text());
        } else if (value instanceof Instant instant) {
            out.append(epochSeconds(instant));
        } else if (value instanceof Number || value instanceof Boolean) {
            out.append(value);
        } else {
            quote(value.toString(), out);
        }
    }

    private static void members(Map<?, ?> map, StringBuilder out) {
        char separator = '{';
        for (Map.Entry<?, ?> member : map.entrySet()) {
            out.append(separator);
            quote(member.getKey().toString(), out);
            write(member.getValue(), out.append(':'));
            separator = ',';
        }
        out.append(map.isEmpty() ? "{}" : "}");
    }

    private static void elements(Iterable<?> items, StringBuilder out) {
        out.append('[');
        for (Iterator<?> i = items.iterator(); i.hasNext(); ) {
            write(i.next(), out);
            if (i.hasNext()) {
                out.append(',');
            }
        }
        out.append(']');
    }

    /** AWS's JSON 1.1 times: epoch seconds, the fraction only where there is one. */
    private static String epochSeconds(Instant instant) {
        BigDecimal seconds = BigDecimal.valueOf(instant.toEpochMilli(), 3);
        return seconds.stripTrailingZeros().toPlainString();
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                // escaped lone surrogates survive UTF-8
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
