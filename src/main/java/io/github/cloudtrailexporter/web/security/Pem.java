package io.github.cloudtrailexporter.web.security;

import io.github.cloudtrailexporter.config.ConfigException;
import io.github.cloudtrailexporter.config.TextFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Reads PEM files (RFC 7468). Errors name the file and the fault, and never contain the content.
 *
 * <p>The JDK reads private keys in PKCS#8 only. The two older forms, PKCS#1 for RSA and SEC 1 for elliptic curves, are put
 * into it here (RFC 5958, section 2; RFC 8017, appendix A.1; RFC 5915, section 3), as DER in hexadecimal.
 */
final class Pem {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s(.*?)-----END \\1-----", Pattern.DOTALL);
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");

    private static final String SEQUENCE = "30";
    private static final String OCTET_STRING = "04";
    private static final String VERSION_0 = "020100";
    private static final String RSA_ALGORITHM = "300d06092a864886f70d0101010500";
    private static final String EC_ALGORITHM_ID = "06072a8648ce3d0201";

    private final Path file;
    private final String text;

    private Pem(Path file, String text) {
        this.file = file;
        this.text = text;
    }

    static Pem read(Path file) throws IOException {
        try {
            return new Pem(file, TextFile.read(file));
        } catch (ConfigException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** All certificates, in their order. At least one. */
    List<X509Certificate> certificates() throws IOException {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (MatchResult block : blocks()) {
                if (block.group(1).equals("CERTIFICATE")) {
                    InputStream pem = new ByteArrayInputStream(block.group().getBytes(StandardCharsets.ISO_8859_1));
                    certificates.add((X509Certificate) factory.generateCertificate(pem));
                }
            }
        } catch (GeneralSecurityException e) {
            throw problem("a certificate in it is broken");
        }
        if (certificates.isEmpty()) {
            throw problem("there is no certificate in it; expected PEM with -----BEGIN CERTIFICATE-----");
        }
        return certificates;
    }

    PrivateKey privateKey() throws IOException {
        for (MatchResult block : blocks()) {
            if (block.group(1).endsWith("PRIVATE KEY")) {
                return privateKey(block);
            }
        }
        throw problem("there is no private key in it; expected PEM with -----BEGIN PRIVATE KEY-----");
    }

    private List<MatchResult> blocks() {
        return BLOCK.matcher(text).results().toList();
    }

    private PrivateKey privateKey(MatchResult block) throws IOException {
        String kind = block.group(1);
        if (kind.equals("ENCRYPTED PRIVATE KEY") || block.group(2).contains("ENCRYPTED")) {
            throw problem("the key is encrypted; decrypt it with: openssl pkey -in " + file + " -out KEY.pem");
        }
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(block.group(2));
            return switch (kind) {
                case "RSA PRIVATE KEY" -> key(pkcs8(RSA_ALGORITHM, bytes));
                case "EC PRIVATE KEY" -> key(pkcs8(der(SEQUENCE, EC_ALGORITHM_ID + curve(bytes)), bytes));
                default -> key(bytes);
            };
        } catch (GeneralSecurityException | RuntimeException e) {
            throw problem("its " + kind + " cannot be used; convert it with: openssl pkcs8 -topk8 -nocrypt -in " + file
                    + " -out KEY.pem");
        }
    }

    private static byte[] pkcs8(String algorithm, byte[] key) {
        String content =
                VERSION_0 + algorithm + der(OCTET_STRING, HexFormat.of().formatHex(key));
        return HexFormat.of().parseHex(der(SEQUENCE, content));
    }

    /** An element with its length in the shortest form: one byte, or from 128 on the number of its bytes before it. */
    private static String der(String tag, String content) {
        int length = content.length() / 2;
        String digits = Integer.toHexString(length);
        String bytes = digits.length() % 2 == 0 ? digits : "0" + digits;
        return tag + (length < 0x80 ? "" : "8" + bytes.length() / 2) + bytes + content;
    }

    /** The name of the curve in {@code SEQUENCE(1, OCTET STRING(key), [0](curve), ...)}: no part is longer than 127 bytes. */
    private static String curve(byte[] sec1) {
        String hex = HexFormat.of().formatHex(sec1);
        int key = hex.indexOf("02010104") + 8;
        int curve = key + 2 + 2 * HexFormat.fromHexDigits(hex, key, key + 2);
        if (!hex.startsWith("a0", curve)) {
            throw new IllegalArgumentException("no curve");
        }
        int name = curve + 4;
        return hex.substring(name, name + 2 * HexFormat.fromHexDigits(hex, curve + 2, name));
    }

    /** The bytes name their algorithm, but only the factory of that algorithm can read them. */
    private static PrivateKey key(byte[] pkcs8) throws GeneralSecurityException {
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (InvalidKeySpecException e) {
                // A key of another algorithm.
            }
        }
        throw new InvalidKeySpecException("expected a key of " + ALGORITHMS);
    }

    private IOException problem(String text) {
        return new IOException(file + ": " + text);
    }
}
