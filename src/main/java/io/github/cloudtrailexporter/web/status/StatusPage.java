package io.github.cloudtrailexporter.web.status;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.web.BuildInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;

/**
 * The status page: what is broken comes first, and every problem comes with its meaning and what to do. One document
 * without scripts and external resources; a fleet of any size makes a page of bounded size. The markup is in the templates
 * of {@code src/main/jte/status}, the style in {@code status.css}.
 *
 * @param telemetryPath the path of the metrics, for a link
 */
public record StatusPage(BuildInfo build, String telemetryPath) {

    static final String STYLE = style();

    private static final TemplateEngine TEMPLATES =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, "io.github.cloudtrailexporter.web.status");

    /** Allows the page its own style sheet, its icon, and nothing else. */
    public static String contentSecurityPolicy() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(STYLE.getBytes(StandardCharsets.UTF_8));
            String hash = Base64.getEncoder().encodeToString(digest);
            return "default-src 'none'; style-src 'sha256-" + hash + "'; img-src data:; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The page of this snapshot, at this instant. */
    public String render(Snapshot snapshot, Instant now) {
        StringOutput html = new StringOutput();
        StatusView view =
                new StatusView(snapshot, now, TrailGroup.of(snapshot, now), snapshot.unrecordedAccounts(), this);
        TEMPLATES.render("page.jte", view, html);
        return html.toString();
    }

    private static String style() {
        try (InputStream in = Objects.requireNonNull(StatusPage.class.getResourceAsStream("status.css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
