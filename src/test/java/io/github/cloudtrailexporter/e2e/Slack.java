package io.github.cloudtrailexporter.e2e;

import io.github.cloudtrailexporter.rules.RunningAlertmanager.Message;
import java.util.List;
import java.util.Map;

/** The visible parts of a Slack message. */
final class Slack {

    private Slack() {}

    static String headline(Message message) {
        return message.body().get("channel") + " " + field(message, "title");
    }

    /** @param name {@code title}, {@code title_link}, {@code text} or {@code color} */
    static String field(Message message, String name) {
        List<?> attachments = (List<?>) message.body().get("attachments");
        return ((Map<?, ?>) attachments.get(0)).get(name).toString();
    }
}
