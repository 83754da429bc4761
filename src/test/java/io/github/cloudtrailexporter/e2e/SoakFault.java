package io.github.cloudtrailexporter.e2e;

import io.github.cloudtrailexporter.simulator.Fault;
import java.util.List;

/**
 * A fault of the soak, and the state of an affected trail on the page.
 *
 * @param words as {@link SoakOracle} reads them from the page
 */
record SoakFault(String words, Fault fault) {

    static final SoakFault NONE = new SoakFault("up logging", Fault.none());

    /** For all trails of an account together: its role cannot be assumed. */
    static final SoakFault ROLE_DENIED = new SoakFault("unknown assume_role_denied", Fault.accessDenied());

    /** For the phases without slow responses, which would turn many short polls into a long one. */
    static final List<SoakFault> QUICK = List.of(
            new SoakFault("up stopped", member("IsLogging", "false")),
            new SoakFault("up logging AccessDenied", member("LatestDeliveryError", "\"AccessDenied\"")),
            new SoakFault("up logging other", member("LatestDeliveryError", "\"x\\\"} 1\\nfake_metric 1\\r\\u0000\"")),
            new SoakFault("up logging", member("LatestDeliveryTime", "1e300")),
            new SoakFault("unknown throttled", Fault.throttling()),
            new SoakFault("unknown access_denied", Fault.accessDenied()),
            new SoakFault("unknown trail_not_found", Fault.error("TrailNotFoundException", 400, "Unknown trail")),
            new SoakFault("unknown credentials", Fault.error("ExpiredTokenException", 400, "The token has expired")),
            new SoakFault("unknown service_error", Fault.response(500, "text/html", "<html>oops</html>")),
            new SoakFault("unknown bad_response", Fault.body("{}")),
            new SoakFault("unknown bad_response", member("IsLogging", "1")),
            new SoakFault("unknown bad_response", Fault.truncated()),
            new SoakFault("unknown network", Fault.reset()),
            new SoakFault("unknown network", Fault.endOfStream()));

    static final List<SoakFault> SLOW =
            List.of(new SoakFault("unknown timeout", Fault.hang()), new SoakFault("unknown timeout", Fault.stall()));

    private static Fault member(String name, String json) {
        return Fault.edited(body -> body.substring(0, body.lastIndexOf('}')) + ",\"" + name + "\":" + json + "}");
    }
}
