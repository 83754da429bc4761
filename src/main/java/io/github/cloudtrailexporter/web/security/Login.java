package io.github.cloudtrailexporter.web.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** User and password as a client sent them. The password is in no text of this class. */
final class Login {

    private final String user;
    private final byte[] password;

    private Login(String user, byte[] password) {
        this.user = user;
        this.password = password;
    }

    /** What is before the first colon is the user, the rest is the password. */
    static Optional<Login> of(byte[] decoded) {
        for (int i = 0; i < decoded.length; i++) {
            if (decoded[i] == ':') {
                String user = new String(decoded, 0, i, StandardCharsets.UTF_8);
                return Optional.of(new Login(user, Arrays.copyOfRange(decoded, i + 1, decoded.length)));
            }
        }
        return Optional.empty();
    }

    String user() {
        return user;
    }

    /** Not copied. */
    byte[] password() {
        return password;
    }

    /** The same bytes for the same login and for no other: the length says where the user ends. */
    byte[] key() {
        byte[] name = user.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + name.length + password.length)
                .putInt(name.length)
                .put(name)
                .put(password)
                .array();
    }

    @Override
    public String toString() {
        return "Login[" + user + "]";
    }
}
