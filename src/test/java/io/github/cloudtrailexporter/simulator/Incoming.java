package io.github.cloudtrailexporter.simulator;

import java.util.function.Supplier;

/** A call that came, who asks, and the answer that it gets if nothing goes wrong. */
record Incoming(ApiCall call, Caller caller, Supplier<HttpResponse> healthy) {

    HttpResponse answer() {
        return healthy.get();
    }

    /** An error in the protocol of the call. */
    HttpResponse error(String code, int status, String message) {
        return call.protocol().error(new AwsError(code, status, message));
    }
}
