package io.github.cloudtrailexporter.simulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** Something that goes wrong with a call, from an error that AWS would answer down to broken bytes on the wire. */
public final class Fault {

    private final String name;
    private final Effect effect;

    /** Makes the reply to a call, from the one that it would get without the fault or from nothing. */
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

    // Errors as AWS answers them.

    /** An AWS error in the form of the protocol of the call. The code may be anything, with a namespace too. */
    public static Fault error(String code, int status, String message) {
        return new Fault("error " + status, incoming -> incoming.error(code, status, message));
    }

    /** {@code ThrottlingException}, HTTP 400, as CloudTrail and most others send it. */
    public static Fault throttling() {
        return error("ThrottlingException", 400, "Rate exceeded");
    }

    /** No permission. The message names the user and the resource, as AWS's does. */
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

    /** The error that AWS answers when the caller's clock is off, with a {@code Date} this far from the real time. */
    public static Fault clockSkew(Duration skew) {
        return new Fault(
                "clock skew",
                incoming -> incoming.error(
                                "RequestTimeTooSkewed",
                                403,
                                "The difference between the request time and ours is too large.")
                        .withHeader("Date", HttpResponse.date(skew)));
    }

    // Wrong answers.

    /** Any response: a captive portal's HTML, a proxy's 407, nothing at all. */
    public static Fault response(int status, String contentType, String body) {
        return new Fault("response " + status, incoming -> HttpResponse.of(status, contentType, body));
    }

    /** Any response with headers of its own, for instance an error code that stands only in {@code x-amzn-ErrorType}. */
    public static Fault response(int status, Map<String, String> headers, String body) {
        return new Fault("response " + status, incoming -> new HttpResponse(status, headers, body));
    }

    /** This body in place of that of the answer: {@code {}}, {@code []}, five thousand brackets. */
    public static Fault body(String body) {
        return edited(answer -> body);
    }

    /** The answer, with its body changed. */
    public static Fault edited(UnaryOperator<String> edit) {
        return new Fault("edited body", incoming -> {
            HttpResponse answer = incoming.answer();
            return answer.withBody(edit.apply(answer.body()));
        });
    }

    /** The first half of the answer's body, in a response that is well-formed. */
    public static Fault truncated() {
        return edited(body -> body.substring(0, body.length() / 2));
    }

    /** A redirect. */
    public static Fault redirect(int status, String location) {
        return response(status, Map.of("Location", location), "");
    }

    // Trouble in time.

    /** The right answer, later. */
    public static Fault delay(Duration delay) {
        return new Fault("delay", incoming -> connection -> {
            Thread.sleep(delay.toMillis());
            return incoming.answer().sendOver(connection);
        });
    }

    /** Never an answer; the connection stays open until the client gives up. */
    public static Fault hang() {
        return new Fault("hang", incoming -> Fault::awaitPeerGone);
    }

    /** The headers and one byte of the answer, then nothing more. */
    public static Fault stall() {
        return new Fault("stall", incoming -> connection -> {
            HttpResponse answer = incoming.answer();
            connection.write(answer.head()
                    + answer.body().substring(0, Math.min(1, answer.body().length())));
            return awaitPeerGone(connection);
        });
    }

    /** The answer, headers included, one byte at a time. */
    public static Fault trickle(Duration perByte) {
        return new Fault("trickle", incoming -> connection -> {
            HttpResponse answer = incoming.answer();
            return trickle(connection, answer.head() + answer.body(), perByte);
        });
    }

    /** The headers at once, the body one byte at a time. */
    public static Fault trickleBody(Duration perByte) {
        return new Fault("trickle body", incoming -> connection -> {
            HttpResponse answer = incoming.answer();
            connection.write(answer.head());
            return trickle(connection, answer.body(), perByte);
        });
    }

    /** A body without end, as fast as the client takes it. */
    public static Fault endless() {
        return new Fault("endless body", incoming -> connection -> {
            connection.write(incoming.answer()
                            .withHeader("Content-Length", "9000000000000")
                            .head() + "{\"IsLogging\":\"");
            byte[] chunk = "x".repeat(8192).getBytes(StandardCharsets.US_ASCII);
            while (!Thread.currentThread().isInterrupted()) {
                connection.write(chunk);
            }
            return false;
        });
    }

    // Broken bytes.

    /** The whole body, but {@code Content-Length} promises ten bytes more, and then the connection ends. */
    public static Fault shortBody() {
        return new Fault("short body", incoming -> connection -> {
            HttpResponse answer = incoming.answer();
            int length = answer.body().getBytes(StandardCharsets.UTF_8).length + 10;
            connection.write(
                    answer.withHeader("Content-Length", String.valueOf(length)).head() + answer.body());
            return false;
        });
    }

    /** These characters, one byte each, in place of a response, then the connection ends: a garbage status line. */
    public static Fault bytes(String raw) {
        return new Fault("raw bytes", incoming -> connection -> {
            connection.write(raw.getBytes(StandardCharsets.ISO_8859_1));
            return false;
        });
    }

    /** A TCP reset in place of an answer. */
    public static Fault reset() {
        return new Fault("reset", incoming -> connection -> {
            connection.reset();
            return false;
        });
    }

    /** The connection ends without an answer. */
    public static Fault endOfStream() {
        return new Fault("end of stream", incoming -> connection -> false);
    }

    // Combinations.

    /** No fault: the right answer. Injected last, it makes an exception from a wider fault. */
    public static Fault none() {
        return new Fault("none", Incoming::answer);
    }

    /** These faults in turn, one for each call, and again from the first: a thing that flaps. */
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
