package io.github.cloudtrailexporter.rules;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;

/** Receives mails on a loopback port: the part of SMTP that Alertmanager uses without TLS and passwords. */
final class MailServer implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final BiConsumer<String, String> mailbox;

    /** @param mailbox receives the recipient and the whole mail, its parts decoded */
    MailServer(BiConsumer<String, String> mailbox) throws IOException {
        this.mailbox = mailbox;
        Thread postman = new Thread(this::serve, "mail-server");
        postman.setDaemon(true);
        postman.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (Socket client = listener.accept()) {
                client.setSoTimeout(10_000);
                converse(client);
            } catch (IOException overOrClosed) {
                // The client has disconnected; Alertmanager tries again.
            }
        }
    }

    private void converse(Socket client) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        OutputStream out = client.getOutputStream();
        String recipient = "";
        send(out, "220 mail.test");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith("RCPT TO:")) {
                recipient = line.replaceAll(".*<(.*)>.*", "$1");
            }
            if (line.equals("DATA")) {
                send(out, "354 go on");
                mailbox.accept(recipient, decoded(data(in)));
            }
            send(out, line.equals("QUIT") ? "221 bye" : "250 ok");
        }
    }

    /** Up to the line with a dot alone; another line that begins with a dot has one more. */
    private static String data(BufferedReader in) throws IOException {
        StringBuilder mail = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            mail.append(line.startsWith("..") ? line.substring(1) : line).append('\n');
        }
        return mail.toString();
    }

    /** Quoted-printable, which is how the parts are sent. */
    private static String decoded(String mail) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String joined = mail.replace("=\n", "");
        for (int i = 0; i < joined.length(); i++) {
            if (joined.charAt(i) == '=' && joined.substring(i).matches("(?s)=[0-9A-F]{2}.*")) {
                bytes.write(Integer.parseInt(joined.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(joined.charAt(i));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void send(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
