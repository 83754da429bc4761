package io.github.cloudtrailexporter.web.status;

import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.web.BuildInfo;
import io.github.cloudtrailexporter.web.Project;
import io.github.cloudtrailexporter.web.WebOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * The page for people: what is broken comes first, every problem says what it means and what to do. One document without
 * scripts and without anything to load; a fleet of any size makes a page of bounded size.
 */
public final class StatusPage {

    /** Lines of (trail, Region) shown of the broken ones, and as many of the healthy ones. */
    private static final int MOST_ROWS = 1000;

    /** So many healthy trails are shown without a click. */
    private static final int SHOWN_OPEN = 25;

    private static final String STYLE = style();

    private final BuildInfo build;
    private final String telemetryPath;

    public StatusPage(BuildInfo build, String telemetryPath) {
        this.build = build;
        this.telemetryPath = telemetryPath;
    }

    /** Allows the page its own style sheet, its icon, and nothing else. */
    public static String contentSecurityPolicy() {
        return "default-src 'none'; style-src 'sha256-" + hash(STYLE) + "'; img-src data:; base-uri 'none';"
                + " form-action 'none'; frame-ancestors 'none'";
    }

    /** The page of this snapshot, at this instant. */
    public String render(Snapshot snapshot, Instant now) {
        StatusView view = StatusView.of(snapshot, now);
        Headline headline = new Headline(view);
        Html html = new Html();
        top(html, headline);
        html.raw("<main>");
        headline.write(html);
        TrailCard card = new TrailCard(html, now);
        trails(html, view.problems(), card::problem);
        new DiscoverySection(html).write(view);
        healthy(html, view.healthy(), card);
        html.raw("</main>");
        bottom(html);
        return html.toString();
    }

    private void top(Html html, Headline headline) {
        html.raw("<!DOCTYPE html><html lang=en><head><meta charset=utf-8>");
        html.raw("<meta name=viewport content=\"width=device-width,initial-scale=1\">");
        html.raw("<meta name=color-scheme content=\"light dark\">");
        html.element("title", headline.words() + " \u2013 CloudTrail exporter");
        html.raw("<link rel=icon href=\"").raw(Icon.address(headline.mark())).raw("\">");
        html.raw("<style>").raw(STYLE).raw("</style></head><body>").raw(Mark.drawings());
        html.raw("<header class=top><p><b>CloudTrail</b> exporter</p><nav aria-label=\"This exporter\">");
        html.link(telemetryPath, "Metrics").link(WebOptions.HEALTHY, "Health").link(Project.HOME, "Documentation");
        html.raw("</nav></header>");
    }

    private void healthy(Html html, List<TrailGroup> groups, TrailCard card) {
        if (groups.isEmpty()) {
            return;
        }
        html.raw(groups.size() <= SHOWN_OPEN ? "<details class=list open>" : "<details class=list>");
        html.raw("<summary><h2>")
                .text(Words.count(groups.size(), "healthy trail"))
                .raw("</h2></summary>");
        trails(html, groups, card::healthy);
        html.raw("</details>");
    }

    /** As many trails as there is room for; what is left out is counted. */
    private void trails(Html html, List<TrailGroup> groups, Consumer<TrailGroup> writer) {
        int rows = 0;
        int shown = 0;
        while (shown < groups.size()
                && (shown == 0 || rows + groups.get(shown).rows().size() <= MOST_ROWS)) {
            writer.accept(groups.get(shown));
            rows += groups.get(shown).rows().size();
            shown++;
        }
        if (shown < groups.size()) {
            html.raw("<p class=left>").text(Words.count(groups.size() - shown, "more trail"));
            html.raw(": see ").link(telemetryPath, "the metrics").raw(" or the ");
            html.raw("<code>status</code> command.</p>");
        }
    }

    private void bottom(Html html) {
        html.raw("<footer><p>").text("cloudtrail-exporter " + build.version());
        if (!build.revision().isEmpty()) {
            html.text(" (" + build.revision() + ")");
        }
        html.raw("</p></footer></body></html>\n");
    }

    private static String style() {
        try (InputStream in = Objects.requireNonNull(StatusPage.class.getResourceAsStream("status.css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
