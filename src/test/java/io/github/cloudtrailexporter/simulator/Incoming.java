package io.github.cloudtrailexporter.simulator;

import java.util.function.Supplier;

/** A received call, its caller, and the response without a fault. */
record Incoming(ApiCall call, Caller caller, Supplier<HttpResponse> healthy) {

    HttpResponse response() {
        return healthy.get();
    }

    /** An error in the protocol of the call. */
    HttpResponse error(String code, int status, String message) {
        return call.protocol().error(new AwsError(code, status, message));
    }
}
