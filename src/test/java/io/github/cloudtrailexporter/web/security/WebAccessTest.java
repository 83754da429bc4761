package io.github.cloudtrailexporter.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import com.sun.net.httpserver.Headers;
import io.github.cloudtrailexporter.web.security.BasicAuth.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebAccessTest {

    @TempDir
    private Path folder;

    private final AtomicLong clock = new AtomicLong();
    private int written;

    @Test
    void aChangedPasswordCountsWithoutARestart() throws Exception {
        users("prometheus", "old");
        WebAccess access = access();
        assertThat(check(access, "prometheus", "old")).isEqualTo(Result.ACCEPTED);

        users("prometheus", "new");
        secondLater();

        assertThat(check(access, "prometheus", "old")).isEqualTo(Result.REJECTED);
        assertThat(check(access, "prometheus", "new")).isEqualTo(Result.ACCEPTED);
        assertThat(successful(access)).isOne();
    }

    @Test
    void aNewUserIsAcceptedAndARemovedOneIsRejected() throws Exception {
        users("first", "secret");
        WebAccess access = access();
        assertThat(check(access, "first", "secret")).isEqualTo(Result.ACCEPTED);

        users("second", "secret");
        secondLater();

        assertThat(check(access, "second", "secret")).isEqualTo(Result.ACCEPTED);
        assertThat(check(access, "first", "secret")).isEqualTo(Result.REJECTED);
    }

    @Test
    void aBrokenFileLeavesTheOldUsersInForceAndShowsInTheMetric() throws Exception {
        users("prometheus", "old");
        WebAccess access = access();

        write("basic_auth_users:\n  prometheus: not-a-hash\n");
        secondLater();
        assertThat(check(access, "prometheus", "old")).isEqualTo(Result.ACCEPTED);
        assertThat(check(access, "prometheus", "not-a-hash")).isEqualTo(Result.REJECTED);
        assertThat(successful(access)).isZero();

        Files.delete(file());
        secondLater();
        assertThat(check(access, "prometheus", "old")).isEqualTo(Result.ACCEPTED);
        assertThat(successful(access)).isZero();

        users("prometheus", "new");
        secondLater();
        assertThat(check(access, "prometheus", "new")).isEqualTo(Result.ACCEPTED);
        assertThat(successful(access)).isOne();
    }

    @Test
    void changedHeadersAreSentWithoutARestart() throws Exception {
        write("http_server_config:\n  headers:\n    X-Frame-Options: deny\n");
        WebAccess access = access();
        assertThat(access.rules().headers()).containsEntry("X-Frame-Options", "deny");

        write("http_server_config:\n  headers:\n    X-Frame-Options: sameorigin\n");
        secondLater();

        assertThat(access.rules().headers()).containsEntry("X-Frame-Options", "sameorigin");
    }

    @Test
    void theFileIsCheckedAtMostOnceASecond() throws Exception {
        users("prometheus", "old");
        WebAccess access = access();

        users("prometheus", "new");

        assertThat(check(access, "prometheus", "old")).isEqualTo(Result.ACCEPTED);
    }

    private Path file() {
        return folder.resolve("web.yml");
    }

    private WebAccess access() throws Exception {
        return WebAccess.read(file(), clock::get);
    }

    private void users(String user, String password) throws IOException {
        String hash = BCrypt.withDefaults().hashToString(4, password.toCharArray());
        write("basic_auth_users:\n  " + user + ": " + hash + "\n");
    }

    private void write(String text) throws IOException {
        written++;
        Files.writeString(file(), text);
        Files.setLastModifiedTime(file(), FileTime.fromMillis(written * 1000L));
    }

    private void secondLater() {
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
    }

    private static double successful(WebAccess access) {
        return access.reloads().get(0).collect().get(0).samples.get(0).value;
    }

    private static Result check(WebAccess access, String user, String password) {
        Headers headers = new Headers();
        byte[] login = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        headers.set("Authorization", "Basic " + Base64.getEncoder().encodeToString(login));
        return access.rules().auth().check(headers);
    }
}
