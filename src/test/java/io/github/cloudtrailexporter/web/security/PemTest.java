package io.github.cloudtrailexporter.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.ECPrivateKey;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PemTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "rsa.pem, rsa.key",
        "rsa.pem, rsa-pkcs1.key",
        "rsa-chain.pem, rsa.key",
        "ec.pem, ec.key",
        "ec.pem, ec-sec1.key",
        "ec.pem, ec-params-sec1.key",
        "ed25519.pem, ed25519.key"
    })
    void keysInEveryUsualFormFitTheirCertificate(String certificate, String key) {
        assertThatCode(() -> Tls.load(TlsFixture.server(certificate, key))).doesNotThrowAnyException();
    }

    @Test
    void allFormsOfAKeyAreTheSameKey() throws IOException {
        assertThat(Pem.read(TlsFixture.file("rsa-pkcs1.key")).privateKey())
                .isEqualTo(Pem.read(TlsFixture.file("rsa.key")).privateKey());
        assertThat(secretNumber("ec-sec1.key")).isEqualTo(secretNumber("ec.key"));
    }

    private static BigInteger secretNumber(String key) throws IOException {
        return ((ECPrivateKey) Pem.read(TlsFixture.file(key)).privateKey()).getS();
    }

    @Test
    void aChainKeepsItsOrder() throws IOException {
        assertThat(Pem.read(TlsFixture.file("rsa-chain.pem")).certificates())
                .extracting(certificate -> certificate.getSubjectX500Principal().getName())
                .containsExactly("CN=rsa", "CN=Test CA");
    }

    @ParameterizedTest
    @CsvSource({"rsa-encrypted.key", "rsa-pkcs1-encrypted.key"})
    void anEncryptedKeyIsRefusedWithTheCommandThatDecryptsIt(String key) {
        assertThatThrownBy(() -> Pem.read(TlsFixture.file(key)).privateKey())
                .isInstanceOf(IOException.class)
                .hasMessageContaining(key + ": the key is encrypted; decrypt it with: openssl pkey -in ");
    }

    @Test
    void aKeyThatDoesNotFitIsNamed() {
        assertThatThrownBy(() -> Tls.load(TlsFixture.server("rsa.pem", "stranger.key")))
                .hasMessageMatching("the key in .*stranger.key does not belong to the certificate in .*rsa.pem");
        assertThatThrownBy(() -> Tls.load(TlsFixture.server("rsa.pem", "ec.key")))
                .hasMessageMatching("the key in .*ec.key does not belong to the certificate in .*rsa.pem");
    }

    @Test
    void whatIsMissingIsSaid() {
        assertThatThrownBy(() -> Pem.read(folder.resolve("none.pem")))
                .hasMessage(folder.resolve("none.pem") + ": no such file");
        assertThatThrownBy(() -> Pem.read(Path.of("/dev/zero"))).hasMessage("/dev/zero: is not a regular file");
        assertThatThrownBy(() -> Pem.read(TlsFixture.file("rsa.key")).certificates())
                .hasMessageContaining("there is no certificate in it");
        assertThatThrownBy(() -> Pem.read(TlsFixture.file("rsa.pem")).privateKey())
                .hasMessageContaining("there is no private key in it");
    }

    @Test
    void aBrokenFileIsRefusedWithoutShowingWhatIsInIt() throws IOException {
        String secret = Base64.getEncoder().encodeToString("canary-canary-canary".getBytes(StandardCharsets.US_ASCII));
        for (String kind : new String[] {"PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "DSA PRIVATE KEY"}) {
            Path file = write("-----BEGIN " + kind + "-----\n" + secret + "\n-----END " + kind + "-----\n");

            assertThatThrownBy(() -> Pem.read(file).privateKey())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(
                            kind + " cannot be used; convert it with: openssl pkcs8 -topk8 -nocrypt -in " + file)
                    .hasMessageNotContaining("canary")
                    .hasMessageNotContaining(secret);
        }
    }

    @Test
    void aBrokenCertificateIsRefused() throws IOException {
        Path file = write("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");

        assertThatThrownBy(() -> Pem.read(file).certificates()).hasMessage(file + ": a certificate in it is broken");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("file.pem"), text);
    }
}
