package io.github.cloudtrailexporter.web.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.browser.Chromium;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The status page in a real browser, in every state, with everything closed and with everything opened. */
@Tag("nightly")
class StatusPageBrowserTest {

    private static final Path PAGES = Path.of("target", "status-page").toAbsolutePath();
    private static final String OPEN_EVERYTHING =
            "document.querySelectorAll('details').forEach(details => details.open = true)";

    @TempDir
    static Path profile;

    private static Chromium browser;

    @BeforeAll
    static void startBrowser() throws Exception {
        browser = Chromium.start(profile);
        browser.prepare(read("axe.min.js"));
    }

    @AfterAll
    static void endBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    static Stream<Arguments> windows() {
        return StatusPageGallery.all().stream()
                .flatMap(state -> Stream.of(360, 768, 1440)
                        .flatMap(width -> Stream.of(false, true).map(dark -> Arguments.of(state, width, dark))));
    }

    @ParameterizedTest(name = "{0}, {1} pixels, dark {2}")
    @MethodSource("windows")
    void pageFitsTheWindowAndIsAccessible(StatusPageGallery state, int width, boolean dark) throws Exception {
        browser.open(state.write(PAGES), width, dark);
        assertThat(browser.evaluate("document.querySelectorAll('main h1').length"))
                .isEqualTo(1);
        assertNoFaults(state, width);
        if (!state.state().equals(StatusPageGallery.LARGE)) {
            browser.evaluate(OPEN_EVERYTHING);
            assertNoFaults(state, width);
        }
    }

    /** For a thousand trails, axe-core takes 15 seconds: one width must do, because only the layout depends on it. */
    private static void assertNoFaults(StatusPageGallery state, int width) throws Exception {
        assertThat(faults("layout.js")).isEmpty();
        if (width == 1440 || !state.state().equals(StatusPageGallery.LARGE)) {
            assertThat(faults("accessibility.js")).isEmpty();
        }
    }

    private static List<?> faults(String script) throws Exception {
        return (List<?>) browser.evaluate(read("browser/" + script));
    }

    private static String read(String resource) throws IOException {
        try (InputStream in = StatusPageBrowserTest.class.getClassLoader().getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
