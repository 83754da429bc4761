package io.github.cloudtrailexporter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.browser.Chromium;
import io.github.cloudtrailexporter.rules.Generation;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pictures of the documents: the status page of the demo, and the mail that Alertmanager sends about one of its trails.
 * Written to target/pictures, and with {@code -Dgolden.update=true} to docs/pictures.
 */
@Tag("nightly")
class PicturesIT {

    private static final int MAX_BYTES = 150_000;
    private static final Path SHIPPED = Path.of("docs/pictures");
    private static final Pattern HTML = Pattern.compile("(?s)<!DOCTYPE html>.*</html>");
    private static final String TRAIL = "webshop-trail";

    @TempDir
    private Path directory;

    @Test
    void statusPageOfTheDemo() throws Exception {
        try (ExporterProcess demo = Jar.in(directory).serve("--demo")) {
            write("status-page.png", demo.uri("/"), 1100, 760);
        }
    }

    @Test
    void mailAboutATrailOfTheDemo() throws Exception {
        try (AlertedDemo demo = new AlertedDemo(Generation.INSTALLED, directory)) {
            demo.await("a mail about " + TRAIL, () -> mails(demo).anyMatch(mail -> mail.contains(TRAIL)));
            String mail =
                    mails(demo).filter(text -> text.contains(TRAIL)).findFirst().orElseThrow();
            Matcher html = HTML.matcher(mail);
            assertThat(html.find()).as(mail).isTrue();
            Path page = Files.writeString(directory.resolve("mail.html"), html.group());
            write("mail.png", page.toUri(), 900, 0);
        }
    }

    private static Stream<String> mails(AlertedDemo demo) {
        return demo.stack().arrived("/mail").stream()
                .map(mail -> mail.body().get("text").toString());
    }

    /** @param height in pixels; 0 is that of the content */
    private void write(String name, URI page, int width, int height) throws IOException, InterruptedException {
        byte[] picture;
        try (Chromium browser = Chromium.start(Files.createDirectory(directory.resolve("profile")))) {
            browser.open(page, width, false);
            Number content = (Number) browser.evaluate("Math.ceil(document.body.getBoundingClientRect().height)");
            picture = browser.picture(width, height == 0 ? content.intValue() : height);
        }
        assertThat(picture.length).isBetween(10_000, MAX_BYTES);
        Path folder = Boolean.getBoolean("golden.update") ? SHIPPED : Path.of("target/pictures");
        Files.write(Files.createDirectories(folder).resolve(name), picture);
    }
}
