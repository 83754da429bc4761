package io.github.cloudtrailexporter.simulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** A fault of a call, from an error response of AWS to invalid bytes on the wire. */
public final class Fault {

    private final String name;
    private final Effect effect;

    /** Creates the reply to a call, with or without using the reply of a call without a fault. */
    @FunctionalInterface
    private interface Effect {
        Reply reply(Incoming incoming);
    }

    private Fault(String name, Effect effect) {
        this.name = name;
        this.effect = effect;
    }

    Reply reply(Incoming incoming) {
        return effect.reply(incoming);
    }

    @Override
    public String toString() {
        return name;
    }

    // Error responses of AWS.

    /** An AWS error in the protocol of the call. The code is arbitrary and can have a namespace. */
    public static Fault error(String code, int status, String message) {
        return new Fault("error " + status, incoming -> incoming.error(code, status, message));
    }

    /** {@code ThrottlingException}, HTTP 400, as CloudTrail and most others send it. */
    public static Fault throttling() {
        return error("ThrottlingException", 400, "Rate exceeded");
    }

    /** No permission. The message contains the user and the resource, as in AWS. */
    public static Fault accessDenied() {
        return new Fault("access denied", incoming -> {
            ApiCall call = incoming.call();
            String message = "User: " + incoming.caller().arn() + " is not authorized to perform: " + call.service()
                    + ":" + call.operation() + " on resource: " + call.resource()
                    + " because no identity-based policy allows the " + call.service() + ":" + call.operation()
                    + " action";
            return call.protocol() == Protocol.JSON
                    ? incoming.error("AccessDeniedException", 400, message)
                    : incoming.error("AccessDenied", 403, message);
        });
    }

    /** AWS's error for a wrong clock of the client, with a {@code Date} that differs from the real time by this duration. */
    public static Fault clockSkew(Duration skew) {
        return new Fault(
                "clock skew",
                incoming -> incoming.error(
                                "RequestTimeTooSkewed",
                                403,
                                "The difference between the request time and ours is too large.")
                        .withHeader("Date", HttpResponse.date(skew)));
    }

    // Invalid responses.

    /** Any response: HTML of a captive portal, 407 of a proxy, an empty body. */
    public static Fault response(int status, String contentType, String body) {
        return new Fault("response " + status, incoming -> HttpResponse.of(status, contentType, body));
    }

    /** Any response with additional headers, such as an error code that is only in {@code x-amzn-ErrorType}. */
    public static Fault response(int status, Map<String, String> headers, String body) {
        return new Fault("response " + status, incoming -> new HttpResponse(status, headers, body));
    }

    /** Replaces the body of the response: {@code {}}, {@code []}, five thousand brackets. */
    public static Fault body(String body) {
        return edited(response -> body);
    }

    /** The response with a changed body. */
    public static Fault edited(UnaryOperator<String> edit) {
        return new Fault("edited body", incoming -> {
            HttpResponse response = incoming.response();
            return response.withBody(edit.apply(response.body()));
        });
    }

    /** The first half of the body, in a well-formed response. */
    public static Fault truncated() {
        return edited(body -> body.substring(0, body.length() / 2));
    }

    /** A redirect. */
    public static Fault redirect(int status, String location) {
        return response(status, Map.of("Location", location), "");
    }

    // Delays.

    /** The right response, delayed. */
    public static Fault delay(Duration delay) {
        return new Fault("delay", incoming -> connection -> {
            Thread.sleep(delay.toMillis());
            return incoming.response().sendOver(connection);
        });
    }

    /** No response; the connection stays open until the client closes it. */
    public static Fault hang() {
        return new Fault("hang", incoming -> Fault::awaitPeerGone);
    }

    /** The headers and one byte of the body, then nothing. */
    public static Fault stall() {
        return new Fault("stall", incoming -> connection -> {
            HttpResponse response = incoming.response();
            connection.write(response.head()
                    + response.body().substring(0, Math.min(1, response.body().length())));
            return awaitPeerGone(connection);
        });
    }

    /** The response, including headers, one byte at a time. */
    public static Fault trickle(Duration perByte) {
        return new Fault("trickle", incoming -> connection -> {
            HttpResponse response = incoming.response();
            return trickle(connection, response.head() + response.body(), perByte);
        });
    }

    /** The headers at once, the body one byte at a time. */
    public static Fault trickleBody(Duration perByte) {
        return new Fault("trickle body", incoming -> connection -> {
            HttpResponse response = incoming.response();
            connection.write(response.head());
            return trickle(connection, response.body(), perByte);
        });
    }

    /** An endless body, as fast as the client reads it. */
    public static Fault endless() {
        return endless("{\"IsLogging\":\"");
    }

    /** An endless body that begins like this. */
    public static Fault endless(String beginning) {
        return new Fault("endless body", incoming -> connection -> {
            connection.write(incoming.response()
                            .withHeader("Content-Length", "9000000000000")
                            .head()
                    + beginning);
            byte[] chunk = "x".repeat(8192).getBytes(StandardCharsets.US_ASCII);
            while (!Thread.currentThread().isInterrupted()) {
                connection.write(chunk);
            }
            return false;
        });
    }

    // Invalid bytes.

    /** The whole body with a {@code Content-Length} that is ten bytes larger; then the connection is closed. */
    public static Fault shortBody() {
        return new Fault("short body", incoming -> connection -> {
            HttpResponse response = incoming.response();
            int length = response.body().getBytes(StandardCharsets.UTF_8).length + 10;
            connection.write(response.withHeader("Content-Length", String.valueOf(length))
                            .head()
                    + response.body());
            return false;
        });
    }

    /** These characters, one byte each, instead of a response, then the connection is closed: an invalid status line. */
    public static Fault bytes(String raw) {
        return new Fault("raw bytes", incoming -> connection -> {
            connection.write(raw.getBytes(StandardCharsets.ISO_8859_1));
            return false;
        });
    }

    /** A TCP reset instead of a response. */
    public static Fault reset() {
        return new Fault("reset", incoming -> connection -> {
            connection.reset();
            return false;
        });
    }

    /** The connection is closed without a response. */
    public static Fault endOfStream() {
        return new Fault("end of stream", incoming -> connection -> false);
    }

    // Combinations.

    /** No fault: the right response. Injected last, it is an exception from a wider fault. */
    public static Fault none() {
        return new Fault("none", Incoming::response);
    }

    /** These faults in turn, one per call, then again from the first: flapping. */
    public static Fault inTurn(Fault... faults) {
        AtomicLong turn = new AtomicLong();
        Fault[] all = faults.clone();
        return new Fault("in turn", incoming -> all[(int) (turn.getAndIncrement() % all.length)].reply(incoming));
    }

    private static boolean awaitPeerGone(Connection connection) throws IOException {
        connection.awaitPeerGone();
        return false;
    }

    private static boolean trickle(Connection connection, String text, Duration perByte)
            throws IOException, InterruptedException {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            connection.write(new byte[] {b});
            Thread.sleep(perByte.toMillis());
        }
        return true;
    }
}
