package io.github.cloudtrailexporter.simulator;

import java.util.LinkedHashMap;
import java.util.Map;

/** Three wire protocols of AWS, with their formats of success and error. */
enum Protocol {
    /** CloudTrail, Organizations: {@code awsJson1.1}. */
    JSON,
    /** STS: {@code awsQuery}. */
    QUERY,
    /** EC2: {@code ec2Query}, whose errors are wrapped differently. */
    EC2;

    static Protocol of(HttpRequest request, String service) {
        if (!request.header("x-amz-target").isEmpty()) {
            return JSON;
        }
        return service.equals("ec2") ? EC2 : QUERY;
    }

    HttpResponse success(String body) {
        return response(200, body);
    }

    HttpResponse error(AwsError error) {
        String code = error.code();
        String message = error.getMessage();
        return switch (this) {
            case JSON -> response(error.status(), jsonError(code, message));
            case QUERY ->
                response(
                        error.status(),
                        Xml.element(
                                "ErrorResponse",
                                Xml.element("Error", Xml.text("Type", "Sender"), codeAndMessage(code, message)),
                                Xml.text("RequestId", RequestIds.next())));
            case EC2 ->
                response(
                        error.status(),
                        Xml.element(
                                "Response",
                                Xml.element("Errors", Xml.element("Error", codeAndMessage(code, message))),
                                Xml.text("RequestID", RequestIds.next())));
        };
    }

    private HttpResponse response(int status, String body) {
        String type = this == JSON ? "application/x-amz-json-1.1" : "text/xml;charset=UTF-8";
        return HttpResponse.of(status, type, body).withHeader("x-amzn-RequestId", RequestIds.next());
    }

    private static String jsonError(String code, String message) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("__type", code);
        members.put("Message", message);
        return Json.write(members);
    }

    private static String codeAndMessage(String code, String message) {
        return Xml.text("Code", code) + Xml.text("Message", message);
    }
}
