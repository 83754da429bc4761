package io.github.cloudtrailexporter.simulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;

/** A well-formed HTTP/1.1 response. {@code Date}, {@code Content-Length} and {@code Content-Type} are set if absent. */
record HttpResponse(int status, Map<String, String> headers, String body) implements Reply {

    HttpResponse {
        headers = Map.copyOf(headers);
    }

    static HttpResponse of(int status, String contentType, String body) {
        return new HttpResponse(status, Map.of("Content-Type", contentType), body);
    }

    HttpResponse withBody(String other) {
        return new HttpResponse(status, headers, other);
    }

    HttpResponse withHeader(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new HttpResponse(status, more, body);
    }

    @Override
    public boolean sendOver(Connection connection) throws IOException {
        connection.write(head() + body);
        return true;
    }

    /** The real time plus this duration, in the format of the {@code Date} header. */
    static String date(Duration skew) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plus(skew));
    }

    /** Status line and headers, up to and with the empty line. */
    String head() {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.put("Date", date(Duration.ZERO));
        all.put("Content-Length", String.valueOf(body.getBytes(StandardCharsets.UTF_8).length));
        all.putAll(headers);
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(" Simulated\r\n");
        all.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString();
    }
}
