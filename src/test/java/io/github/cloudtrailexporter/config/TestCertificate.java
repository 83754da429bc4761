package io.github.cloudtrailexporter.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/** A self-signed certificate and its key as PEM files, made by the JDK's keytool, so that no key is in the repository. */
final class TestCertificate {

    private static final String ALIAS = "server";
    private static final String PASSWORD = "only-for-the-test";

    private TestCertificate() {}

    /** Made once, because keytool takes longer than all tests with its key. */
    private static KeyStore made;

    /** Writes {@code server.crt} and {@code server.key}. */
    static synchronized void write(Path folder) throws Exception {
        if (made == null) {
            Path keyStoreFile = folder.resolve("server.p12");
            keytool(keyStoreFile);
            made = KeyStore.getInstance(keyStoreFile.toFile(), PASSWORD.toCharArray());
        }
        KeyStore keyStore = made;
        pem(
                folder.resolve("server.crt"),
                "CERTIFICATE",
                keyStore.getCertificate(ALIAS).getEncoded());
        pem(
                folder.resolve("server.key"),
                "PRIVATE KEY",
                keyStore.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
    }

    private static void keytool(Path keyStoreFile) throws Exception {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        keyStoreFile.toString())
                .redirectErrorStream(true)
                .redirectOutput(keyStoreFile.resolveSibling("keytool.log").toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException(Files.readString(keyStoreFile.resolveSibling("keytool.log")));
        }
    }

    private static void pem(Path file, String type, byte[] content) throws Exception {
        String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        Files.writeString(file, "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n");
    }
}
