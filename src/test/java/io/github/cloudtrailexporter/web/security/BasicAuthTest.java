package io.github.cloudtrailexporter.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import at.favre.lib.crypto.bcrypt.BCrypt;
import com.sun.net.httpserver.Headers;
import io.github.cloudtrailexporter.config.WebConfig;
import io.github.cloudtrailexporter.web.HealthProbe;
import io.github.cloudtrailexporter.web.Serving;
import io.github.cloudtrailexporter.web.WebOptions.ListenAddress;
import io.github.cloudtrailexporter.web.WebOptions.PathPrefix;
import io.github.cloudtrailexporter.web.security.BasicAuth.Result;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class BasicAuthTest {

    /** Cheap ones, for the tests' sake. */
    private final Map<String, String> users =
            Map.of("prometheus", hash("right", 4), "gr\u00e4fin", hash("p\u00e4ss:w\u00f6rd", 4));

    private final BasicAuth auth = new BasicAuth(users);

    @Test
    void theRightPasswordIsAcceptedAgainAndAgain() {
        for (int i = 0; i < 3; i++) {
            assertThat(check("prometheus", "right")).isEqualTo(Result.ACCEPTED);
            assertThat(check("gr\u00e4fin", "p\u00e4ss:w\u00f6rd")).isEqualTo(Result.ACCEPTED);
        }
    }

    @Test
    void everythingElseIsRefusedAgainAndAgain() {
        for (int i = 0; i < 3; i++) {
            assertThat(check("prometheus", "wrong")).isEqualTo(Result.REJECTED);
            assertThat(check("prometheus", "")).isEqualTo(Result.REJECTED);
            assertThat(check("nobody", "right")).isEqualTo(Result.REJECTED);
            assertThat(check("", "")).isEqualTo(Result.REJECTED);
            assertThat(check("prometheu", "sright")).isEqualTo(Result.REJECTED);
            assertThat(check("prometheus", "x".repeat(5000))).isEqualTo(Result.REJECTED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Basic",
                "Basic ",
                "Basic !!!",
                "Basic cHJvbWV0aGV1cw==",
                "Bearer x",
                "Digest username=\"a\"",
                "x"
            })
    void whatIsNoLoginIsRefused(String header) {
        Headers headers = new Headers();
        headers.add("Authorization", header);

        assertThat(auth.check(headers)).isEqualTo(Result.REJECTED);
        assertThat(auth.check(new Headers())).isEqualTo(Result.REJECTED);
    }

    @Test
    void twoLoginsAreNone() {
        Headers headers = headers("prometheus", "right");
        headers.add("Authorization", headers.getFirst("Authorization"));

        assertThat(auth.check(headers)).isEqualTo(Result.REJECTED);
    }

    @Test
    void aHashOfEveryVersionCanBeUsed() {
        String hash = hash("right", 4);
        for (String version : List.of("2a", "2b", "2y")) {
            BasicAuth other = new BasicAuth(Map.of("u", "$" + version + hash.substring(3)));

            assertThat(other.check(headers("u", "right"))).isEqualTo(Result.ACCEPTED);
        }
    }

    @Test
    void aHashThatAnotherProgramMadeCanBeUsed() {
        // By libxcrypt.
        BasicAuth other = new BasicAuth(Map.of("u", "$2y$05$abcdefghijklmnopqrstuu8xaCxxL82bnl.UY74PMksDxIJShppPC"));

        assertThat(other.check(headers("u", "right"))).isEqualTo(Result.ACCEPTED);
        assertThat(other.check(headers("u", "Right"))).isEqualTo(Result.REJECTED);
    }

    @Test
    @Tag("H19")
    void anUnknownUserCostsAsMuchAsAWrongPassword() {
        BasicAuth dear = new BasicAuth(Map.of("u", hash("right", 10)));
        dear.check(headers("u", "warm"));

        double known = work(i -> dear.check(headers("u", "wrong" + i)));
        double unknown = work(i -> dear.check(headers("nobody" + i, "wrong")));

        assertThat(unknown / known).isCloseTo(1, within(0.5));
    }

    private interface Check {
        void run(int i);
    }

    /** Processor time: that of the clock depends on what else the machine does. */
    private static double work(Check check) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long start = threads.getCurrentThreadCpuTime();
            check.run(i);
            best = Math.min(best, threads.getCurrentThreadCpuTime() - start);
        }
        return best;
    }

    @Test
    @Tag("H18")
    void wrongPasswordsDoNotKeepOutWhoWasRightBefore() throws Exception {
        BasicAuth dear = new BasicAuth(Map.of("u", hash("right", 10)));
        assertThat(dear.check(headers("u", "right"))).isEqualTo(Result.ACCEPTED);
        ExecutorService attackers = Executors.newFixedThreadPool(20);
        try {
            List<Future<Result>> attacks = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                Headers wrong = headers("u", "wrong" + i);
                attacks.add(attackers.submit(() -> dear.check(wrong)));
            }
            long start = System.nanoTime();

            for (int i = 0; i < 100; i++) {
                assertThat(dear.check(headers("u", "right"))).isEqualTo(Result.ACCEPTED);
            }

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
            for (Future<Result> attack : attacks) {
                assertThat(attack.get(30, TimeUnit.SECONDS)).isIn(Result.REJECTED, Result.BUSY);
            }
        } finally {
            attackers.shutdownNow();
        }
    }

    @Test
    void aCacheForgetsTheOldestAndMixesUpNobody() {
        Map<String, Boolean> cache = BasicAuth.cache(2);
        cache.put(key("ab", "c"), true);

        assertThat(cache.get(key("ab", "c"))).isTrue();
        assertThat(cache.get(key("a", "bc"))).isNull();
        assertThat(cache.get(key("ab", "c\0"))).isNull();

        cache.put(key("2", ""), true);
        cache.put(key("3", ""), true);

        assertThat(cache.get(key("ab", "c"))).isNull();
        assertThat(cache.get(key("2", ""))).isTrue();
        assertThat(cache.get(key("3", ""))).isTrue();
    }

    private static String key(String user, String password) {
        return BasicAuth.key(new byte[32], login(user, password));
    }

    @Test
    void everyPathWantsThePassword() throws IOException {
        WebConfig web = new WebConfig(Optional.empty(), users, Map.of("X-Frame-Options", "sameorigin"));
        try (Serving serving = new Serving(Serving.options(web))) {
            for (String path : List.of("/", "/metrics", "/-/healthy", "/-/ready", "/-/reload", "/nothing")) {
                HttpResponse<String> nobody = serving.get(path);
                HttpResponse<String> wrong = serving.get(path, "Authorization", header("prometheus", "wrong"));
                HttpResponse<String> unknown = serving.get(path, "Authorization", header("nobody", "right"));

                assertThat(List.of(nobody, wrong, unknown)).allSatisfy(response -> {
                    assertThat(response.statusCode()).isEqualTo(401);
                    assertThat(response.body()).isEqualTo("Unauthorized\n");
                    assertThat(response.headers().firstValue("WWW-Authenticate").orElseThrow())
                            .startsWith("Basic realm=");
                    assertThat(response.headers().firstValue("X-Frame-Options")).hasValue("sameorigin");
                });
            }
            HttpResponse<String> right = serving.get("/", "Authorization", header("prometheus", "right"));

            assertThat(right.statusCode()).isEqualTo(200);
            assertThat(right.headers().allValues("X-Frame-Options")).containsExactly("sameorigin");
            assertThat(serving.polls).hasValue(1);
        }
    }

    @Test
    void theHealthProbeTakesARefusalAsASignOfLife() throws IOException {
        WebConfig web = new WebConfig(Optional.empty(), users, Map.of());
        try (Serving serving = new Serving(Serving.options(web))) {
            HealthProbe.check(new ListenAddress("127.0.0.1", serving.address().getPort()), PathPrefix.NONE, web);
        }
    }

    private Result check(String user, String password) {
        return auth.check(headers(user, password));
    }

    private static Headers headers(String user, String password) {
        Headers headers = new Headers();
        headers.add("Authorization", header(user, password));
        return headers;
    }

    private static String header(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString(login(user, password));
    }

    private static byte[] login(String user, String password) {
        return (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    }

    private static String hash(String password, int cost) {
        byte[] hash = BCrypt.withDefaults().hash(cost, password.getBytes(StandardCharsets.UTF_8));
        return new String(hash, StandardCharsets.US_ASCII);
    }
}
