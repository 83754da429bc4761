package io.github.cloudtrailexporter.browser;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import io.github.cloudtrailexporter.e2e.Tools;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One tab of a headless Chromium, controlled with the
 * <a href="https://chromedevtools.github.io/devtools-protocol/">DevTools protocol</a>. For one thread.
 */
public final class Chromium implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Containers and root have no sandbox. */
    private static final List<String> COMMAND = List.of(
            "chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run");

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final Process process;
    private final WebSocket socket;
    private int lastId;

    private Chromium(Process process, URI tab) {
        this.process = process;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .connectTimeout(PATIENCE)
                .buildAsync(tab, new Listener())
                .join();
    }

    /**
     * Starts the browser, or skips the test if it is not installed.
     *
     * @param profile a folder for its files
     */
    public static Chromium start(Path profile) throws IOException, InterruptedException {
        Tools.need("chromium");
        List<String> command = new ArrayList<>(COMMAND);
        command.addAll(List.of("--remote-debugging-port=0", "--user-data-dir=" + profile, "about:blank"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("output.txt").toFile())
                .start();
        return new Chromium(process, tab(port(process, profile)));
    }

    private static String port(Process process, Path profile) throws IOException, InterruptedException {
        Path file = profile.resolve("DevToolsActivePort");
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(file) || Files.readString(file).isEmpty()) {
            if (System.nanoTime() > end || process.waitFor(50, TimeUnit.MILLISECONDS)) {
                throw new AssertionError(Files.readString(profile.resolve("output.txt")));
            }
        }
        return Files.readAllLines(file).get(0);
    }

    private static URI tab(String port) throws IOException, InterruptedException {
        HttpRequest list = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                .build();
        String response =
                HttpClient.newHttpClient().send(list, BodyHandlers.ofString()).body();
        try {
            JsonArray tabs = JsonParser.array().from(response);
            return URI.create(tabs.getObject(0).getString("webSocketDebuggerUrl"));
        } catch (JsonParserException e) {
            throw new IOException(response, e);
        }
    }

    /** Runs a script in every page before its own content. */
    public void prepare(String script) throws InterruptedException {
        call("Page.enable", Map.of());
        call("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    /**
     * Opens a page and waits until it is loaded.
     *
     * @param width of the window in pixels
     */
    public void open(URI page, int width, boolean dark) throws InterruptedException {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        Map<String, String> scheme = Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
        call("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
        call("Page.navigate", Map.of("url", page.toString()));
        evaluate("new Promise(done => document.readyState === 'complete' ? done() : addEventListener('load', done))");
    }

    /** The value of a JavaScript expression, or of its promise. */
    public Object evaluate(String expression) throws InterruptedException {
        JsonObject result =
                call("Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        if (result.has("exceptionDetails")) {
            throw new AssertionError(JsonWriter.string(result.getObject("exceptionDetails")));
        }
        return result.getObject("result").get("value");
    }

    /**
     * A picture of the top of the page.
     *
     * @param height in pixels
     * @return PNG
     */
    public byte[] picture(int width, int height) throws InterruptedException {
        Map<String, Object> clip = Map.of("x", 0, "y", 0, "width", width, "height", height, "scale", 1);
        JsonObject result = call("Page.captureScreenshot", Map.of("clip", clip, "captureBeyondViewport", true));
        return Base64.getDecoder().decode(result.getString("data"));
    }

    private JsonObject call(String method, Map<String, ?> parameters) throws InterruptedException {
        int id = ++lastId;
        socket.sendText(JsonWriter.string(Map.of("id", id, "method", method, "params", parameters)), true)
                .join();
        while (true) {
            String message = messages.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("no response to " + method);
            }
            JsonObject response = parsed(message);
            if (response.has("error")) {
                throw new AssertionError(method + ": " + message);
            }
            // Without an id it is an event.
            if (response.getInt("id", 0) == id) {
                return response.getObject("result");
            }
        }
    }

    private static JsonObject parsed(String message) {
        try {
            return JsonParser.object().from(message);
        } catch (JsonParserException e) {
            throw new AssertionError(message, e);
        }
    }

    /** Waits for the end, so that the files of the profile can be deleted. */
    @Override
    public void close() {
        socket.sendText(JsonWriter.string(Map.of("id", ++lastId, "method", "Browser.close")), true)
                .join();
        process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        socket.abort();
    }

    /** Joins the parts of each message. */
    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                messages.add(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
