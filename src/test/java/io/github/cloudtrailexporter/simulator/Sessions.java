package io.github.cloudtrailexporter.simulator;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The temporary credentials of AssumeRole. Bounded: the oldest are removed. */
final class Sessions {

    private static final int LIMIT = 50_000;

    private final Map<String, Session> byAccessKey = new LinkedHashMap<>();
    private long number;

    /** Fictitious temporary credentials whose three parts are recognizable in a log that must not contain them. */
    record Session(String accessKeyId, String secret, String token, Caller caller, Instant expires) {}

    synchronized Session open(Caller caller, Instant expires) {
        number++;
        String id = String.format("%07d", number);
        Session session = new Session(
                "ASIASIMULATED" + id, "simulated-secret-key-" + id, "simulated-session-token-" + id, caller, expires);
        byAccessKey.put(session.accessKeyId(), session);
        if (byAccessKey.size() > LIMIT) {
            byAccessKey.remove(byAccessKey.keySet().iterator().next());
        }
        return session;
    }

    synchronized Optional<Session> find(String accessKeyId) {
        return Optional.ofNullable(byAccessKey.get(accessKeyId));
    }
}
