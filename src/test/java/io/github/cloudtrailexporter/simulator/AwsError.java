package io.github.cloudtrailexporter.simulator;

/** An error response of AWS: its code, HTTP status and message. */
final class AwsError extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String code;
    private final int status;

    AwsError(String code, int status, String message) {
        super(message, null, false, false);
        this.code = code;
        this.status = status;
    }

    String code() {
        return code;
    }

    int status() {
        return status;
    }
}
