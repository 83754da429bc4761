package io.github.cloudtrailexporter.simulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Something that goes wrong with a call, from an error that AWS would answer down to broken bytes on the wire. */
public final class Fault {

    private final String name;
    private final Effect effect;

    /** Makes the reply to a call from the one that it would get without the fault. */
    @FunctionalInterface
    private interface Effect {
        Reply reply(ApiCall call, Supplier<HttpResponse> healthy);
    }

    private Fault(String name, Effect effect) {
        this.name = name;
        this.effect = effect;
    }

    Reply reply(ApiCall call, Supplier<HttpResponse> healthy) {
        return effect.reply(call, healthy);
    }

    @Override
    public String toString() {
        return name;
    }

    // Errors as AWS answers them.

    /** An AWS error in the form of the protocol of the call. The code may be anything, with a namespace too. */
    public static Fault error(String code, int status, String message) {
        return new Fault(
                "error " + status, (call, healthy) -> call.protocol().error(new AwsError(code, status, message)));
    }

    /** {@code ThrottlingException}, HTTP 400, as CloudTrail and most others send it. */
    public static Fault throttling() {
        return error("ThrottlingException", 400, "Rate exceeded");
    }

    /** The message names the user and the trail, as AWS's does. */
    public static Fault accessDenied() {
        return new Fault("access denied", (call, healthy) -> {
            String code = call.protocol() == Protocol.JSON ? "AccessDeniedException" : "AccessDenied";
            int status = call.protocol() == Protocol.JSON ? 400 : 403;
            return call.protocol().error(new AwsError(code, status, deniedMessage(call)));
        });
    }

    private static String deniedMessage(ApiCall call) {
        String user = "arn:aws:sts::111122223333:assumed-role/cloudtrail-exporter/simulated";
        return "User: " + user + " is not authorized to perform: " + call.service() + ":" + call.operation()
                + " on resource: " + call.resource() + " because no identity-based policy allows the action";
    }

    /** Any response: a captive portal's HTML, {@code {}}, nothing at all. */
    public static Fault response(int status, String contentType, String body) {
        return new Fault("response " + status, (call, healthy) -> HttpResponse.of(status, contentType, body));
    }

    /** HTTP 200 with this body in place of the answer, in the answer's content type. */
    public static Fault body(String body) {
        return edited(answer -> body);
    }

    /** The answer, with its body changed. */
    public static Fault edited(UnaryOperator<String> edit) {
        return new Fault("edited body", (call, healthy) -> {
            HttpResponse answer = healthy.get();
            return answer.withBody(edit.apply(answer.body()));
        });
    }

    /** A redirect. */
    public static Fault redirect(int status, String location) {
        return new Fault("redirect", (call, healthy) -> new HttpResponse(status, Map.of("Location", location), ""));
    }

    /** The error that AWS answers when the caller's clock is off, with a {@code Date} this far from the real time. */
    public static Fault clockSkew(Duration skew) {
        return new Fault("clock skew", (call, healthy) -> {
            AwsError error =
                    new AwsError("RequestTimeTooSkewed", 403, "The difference between the times is too large.");
            return call.protocol().error(error).withHeader("Date", HttpResponse.date(skew));
        });
    }

    // Trouble in time.

    /** The right answer, later. */
    public static Fault delay(Duration delay) {
        return new Fault("delay", (call, healthy) -> connection -> {
            Thread.sleep(delay.toMillis());
            return healthy.get().sendOver(connection);
        });
    }

    /** Never an answer; the connection stays open until the client gives up. */
    public static Fault hang() {
        return new Fault("hang", (call, healthy) -> Fault::awaitPeerGone);
    }

    /** The headers and one byte of the answer, then nothing more. */
    public static Fault stall() {
        return new Fault("stall", (call, healthy) -> connection -> {
            HttpResponse answer = healthy.get();
            connection.write(answer.head() + answer.body().substring(0, 1));
            return awaitPeerGone(connection);
        });
    }

    /** The answer, headers included, one byte at a time. */
    public static Fault trickle(Duration perByte) {
        return new Fault("trickle", (call, healthy) -> connection -> {
            HttpResponse answer = healthy.get();
            return trickle(connection, answer.head() + answer.body(), perByte);
        });
    }

    /** The headers at once, the body one byte at a time. */
    public static Fault trickleBody(Duration perByte) {
        return new Fault("trickle body", (call, healthy) -> connection -> {
            HttpResponse answer = healthy.get();
            connection.write(answer.head());
            return trickle(connection, answer.body(), perByte);
        });
    }

    /** A body without end, as fast as the client takes it. */
    public static Fault endless() {
        return new Fault("endless body", (call, healthy) -> connection -> {
            connection.write(
                    healthy.get().withHeader("Content-Length", "9000000000000").head() + "{\"IsLogging\":\"");
            byte[] chunk = "x".repeat(8192).getBytes(StandardCharsets.US_ASCII);
            while (!Thread.currentThread().isInterrupted()) {
                connection.write(chunk);
            }
            return false;
        });
    }

    // Broken bytes.

    /** The first half of the answer's body, in a well-formed response. */
    public static Fault truncated() {
        return edited(body -> body.substring(0, body.length() / 2));
    }

    /** The whole body, but {@code Content-Length} promises ten bytes more, and then the connection ends. */
    public static Fault shortBody() {
        return new Fault("short body", (call, healthy) -> connection -> {
            HttpResponse answer = healthy.get();
            int length = answer.body().getBytes(StandardCharsets.UTF_8).length + 10;
            connection.write(
                    answer.withHeader("Content-Length", String.valueOf(length)).head() + answer.body());
            return false;
        });
    }

    /** These bytes in place of a response, then the connection ends: a garbage status line, TLS, anything. */
    public static Fault bytes(String raw) {
        return new Fault("raw bytes", (call, healthy) -> connection -> {
            connection.write(raw.getBytes(StandardCharsets.ISO_8859_1));
            return false;
        });
    }

    /** A TCP reset in place of an answer. */
    public static Fault reset() {
        return new Fault("reset", (call, healthy) -> connection -> {
            connection.reset();
            return false;
        });
    }

    /** The connection ends without an answer. */
    public static Fault endOfStream() {
        return new Fault("end of stream", (call, healthy) -> connection -> false);
    }

    // Combinations.

    /** These faults in turn, one for each call, and again from the first: a thing that flaps. */
    public static Fault alternating(Fault first, Fault second) {
        AtomicReference<Fault> next = new AtomicReference<>(first);
        return new Fault(
                first + " / " + second,
                (call, healthy) ->
                        next.getAndUpdate(now -> now == first ? second : first).reply(call, healthy));
    }

    /** No fault: the right answer. */
    public static Fault none() {
        return new Fault("none", (call, healthy) -> healthy.get());
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
