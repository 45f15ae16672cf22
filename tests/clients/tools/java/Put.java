import java.io.FileInputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;

/** Put LIBRARY bytes|file|stream LINK FILE [TYPE]: uploads with one library of Java, in one way. */
class Put {
    public static void main(String[] given) throws Exception {
        var file = Path.of(given[3]);
        var type = given.length > 4 ? given[4] : null;
        switch (given[0]) {
            case "HttpClient" -> client(given[2], publisher(given[1], file), type);
            case "URLConnection" -> connection(given[2], file, type);
            case "Apache" -> apache(given[2], given[1], file, type);
            default -> okhttp(given[2], file, type);
        }
    }

    static BodyPublisher publisher(String way, Path file) throws Exception {
        return switch (way) {
            case "bytes" -> BodyPublishers.ofByteArray(Files.readAllBytes(file));
            case "file" -> BodyPublishers.ofFile(file);
            default -> BodyPublishers.ofInputStream(() -> {
                try {
                    return new FileInputStream(file.toFile());
                } catch (java.io.IOException error) {
                    throw new java.io.UncheckedIOException(error);
                }
            });
        };
    }

    static void client(String link, BodyPublisher body, String type) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(link)).PUT(body);
        if (type != null) request.header("Content-Type", type);
        Get.check(HttpClient.newHttpClient().send(request.build(), BodyHandlers.discarding()).statusCode());
    }

    static void connection(String link, Path file, String type) throws Exception {
        var connection = (HttpURLConnection) new URL(link).openConnection();
        connection.setRequestMethod("PUT");
        connection.setDoOutput(true);
        if (type != null) connection.setRequestProperty("Content-Type", type);
        try (var sink = connection.getOutputStream()) {
            Files.copy(file, sink);
        }
        Get.check(connection.getResponseCode());
    }

    static void apache(String link, String way, Path file, String type) throws Exception {
        var request = new org.apache.http.client.methods.HttpPut(link);
        request.setEntity(way.equals("bytes") ? new org.apache.http.entity.ByteArrayEntity(Files.readAllBytes(file))
                : way.equals("file") ? new org.apache.http.entity.FileEntity(file.toFile())
                : new org.apache.http.entity.InputStreamEntity(Files.newInputStream(file)));
        if (type != null) request.setHeader("Content-Type", type);
        try (var client = org.apache.http.impl.client.HttpClients.createDefault(); var got = client.execute(request)) {
            Get.check(got.getStatusLine().getStatusCode());
        }
    }

    static void okhttp(String link, Path file, String type) throws Exception {
        var kind = type == null ? null : okhttp3.MediaType.parse(type);
        var request = new okhttp3.Request.Builder().url(link).put(okhttp3.RequestBody.create(kind, file.toFile())).build();
        try (var got = new okhttp3.OkHttpClient().newCall(request).execute()) {
            Get.check(got.code());
        }
    }
}
