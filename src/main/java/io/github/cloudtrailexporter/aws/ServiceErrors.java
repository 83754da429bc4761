package io.github.cloudtrailexporter.aws;

import io.github.cloudtrailexporter.trail.FailureReason;
import java.util.HashMap;
import java.util.Map;

/** Maps AWS's error codes, and HTTP statuses without a code, to reasons. The SDK itself knows the codes of throttling. */
final class ServiceErrors {

    private static final Map<String, FailureReason> BY_CODE = new HashMap<>();

    static {
        put(FailureReason.TRAIL_NOT_FOUND, "TrailNotFoundException");
        put(FailureReason.NOT_VISIBLE, "CloudTrailARNInvalidException");
        put(FailureReason.ACCESS_DENIED, "AccessDenied", "AccessDeniedException", "UnauthorizedOperation");
        put(FailureReason.ACCESS_DENIED, "OperationNotPermittedException", "NotAuthorized");
        put(FailureReason.CREDENTIALS, "UnrecognizedClient", "UnrecognizedClientException", "InvalidClientTokenId");
        put(FailureReason.CREDENTIALS, "ExpiredToken", "ExpiredTokenException", "RequestExpired", "InvalidAccessKeyId");
        put(FailureReason.CREDENTIALS, "SignatureDoesNotMatch", "InvalidSignature", "InvalidSignatureException");
        put(FailureReason.CREDENTIALS, "IncompleteSignature", "IncompleteSignatureException", "AuthFailure");
        put(FailureReason.CREDENTIALS, "MissingAuthenticationToken", "MissingAuthenticationTokenException");
        put(FailureReason.CREDENTIALS, "RequestTimeTooSkewed", "RequestInTheFuture");
        put(FailureReason.REGION_DISABLED, "OptInRequired", "RegionDisabledException");
        put(FailureReason.BAD_REQUEST, "InvalidTrailNameException", "UnsupportedOperationException");
        put(FailureReason.BAD_REQUEST, "ValidationError", "ValidationException", "SerializationException");
        put(FailureReason.BAD_REQUEST, "UnknownOperationException", "InvalidAction", "InvalidInputException");
        put(FailureReason.BAD_REQUEST, "AWSOrganizationsNotInUseException", "NoManagementAccountSLRExistsException");
    }

    private ServiceErrors() {}

    private static void put(FailureReason reason, String... codes) {
        for (String code : codes) {
            BY_CODE.put(code, reason);
        }
    }

    /**
     * The reason of an error response.
     *
     * @param code AWS's error code; empty if there is none, as in the response of a proxy
     */
    static FailureReason reason(String code, int status) {
        FailureReason known = BY_CODE.get(code);
        if (known != null) {
            return known;
        }
        if (status >= 500) {
            return FailureReason.SERVICE_ERROR;
        }
        return code.isEmpty() ? withoutCode(status) : FailureReason.INTERNAL;
    }

    private static FailureReason withoutCode(int status) {
        return switch (status) {
            case 401 -> FailureReason.CREDENTIALS;
            case 403 -> FailureReason.ACCESS_DENIED;
            case 407 -> FailureReason.NETWORK;
            case 429 -> FailureReason.THROTTLED;
            default -> FailureReason.BAD_RESPONSE;
        };
    }
}
