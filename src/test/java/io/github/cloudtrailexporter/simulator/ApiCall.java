package io.github.cloudtrailexporter.simulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One AWS API call as parsed from the request: the operation, the signing key and Region, and its input. */
record ApiCall(
        Protocol protocol,
        String service,
        String operation,
        String region,
        String accessKeyId,
        String sessionToken,
        String userAgent,
        Map<String, Object> input) {

    /** In SigV4 the credential scope contains key, day, Region and service. */
    private static final Pattern CREDENTIAL =
            Pattern.compile("Credential=([^/,\\s]+)/\\d+/([^/,]+)/([^/,]+)/aws4_request");

    ApiCall {
        input = Map.copyOf(input);
    }

    /** Never fails: any other request becomes a call with the operation {@code METHOD /path}. */
    static ApiCall of(HttpRequest request) {
        Matcher credential = CREDENTIAL.matcher(request.header("authorization"));
        boolean signed = credential.find();
        String service = signed ? credential.group(3) : "";
        Protocol protocol = Protocol.of(request, service);
        Map<String, Object> input = input(protocol, request);
        return new ApiCall(
                protocol,
                service,
                operation(request, input),
                signed ? credential.group(2) : "us-east-1",
                signed ? credential.group(1) : "",
                request.header("x-amz-security-token"),
                request.header("user-agent"),
                input);
    }

    boolean signed() {
        return !accessKeyId.isEmpty();
    }

    /** The input's text, or an empty one. */
    String text(String name) {
        return input.getOrDefault(name, "").toString();
    }

    boolean flag(String name, boolean otherwise) {
        return input.containsKey(name) ? Boolean.parseBoolean(text(name)) : otherwise;
    }

    List<String> texts(String name) {
        return input.get(name) instanceof List<?> list
                ? list.stream().map(Object::toString).toList()
                : List.of();
    }

    /** The subject of the call: the trail's name or ARN, the role's ARN, or an empty text. */
    String resource() {
        return switch (operation) {
            case "GetTrailStatus" -> text("Name");
            case "GetEventSelectors" -> text("TrailName");
            case "AssumeRole", "AssumeRoleWithWebIdentity" -> text("RoleArn");
            default -> "";
        };
    }

    private static String operation(HttpRequest request, Map<String, Object> input) {
        String target = request.header("x-amz-target");
        if (!target.isEmpty()) {
            return target.substring(target.lastIndexOf('.') + 1);
        }
        Object action = input.get("Action");
        return action == null ? request.method() + " " + request.target() : action.toString();
    }

    private static Map<String, Object> input(Protocol protocol, HttpRequest request) {
        try {
            return protocol == Protocol.JSON ? JsonReader.object(request.body()) : form(request.body());
        } catch (IllegalArgumentException e) {
            return Map.of();
        }
    }

    private static Map<String, Object> form(String body) {
        Map<String, Object> fields = new TreeMap<>();
        for (String field : body.split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                String value = URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8);
                fields.put(URLDecoder.decode(field.substring(0, equals), StandardCharsets.UTF_8), value);
            }
        }
        return fields;
    }
}
