import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;

/** Get LIBRARY LINK FILE [LINK FILE]...: downloads with one library of Java. */
class Get {
    public static void main(String[] given) throws Exception {
        int failed = 0;
        for (int place = 1; place < given.length; place += 2) {
            try {
                Files.write(Path.of(given[place + 1]), bytes(given[0], given[place]));
            } catch (Exception error) {
                System.err.println(error);
                failed = 1;
            }
        }
        System.exit(failed);
    }

    static byte[] bytes(String library, String link) throws Exception {
        switch (library) {
            case "HttpClient":
                var answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(link)).build(), BodyHandlers.ofByteArray());
                check(answer.statusCode());
                return answer.body();
            case "URLConnection":
                var connection = (HttpURLConnection) new URL(link).openConnection();
                try (InputStream body = connection.getInputStream()) {
                    return body.readAllBytes();
                }
            case "Apache":
                try (var client = org.apache.http.impl.client.HttpClients.createDefault();
                        var got = client.execute(new org.apache.http.client.methods.HttpGet(link))) {
                    check(got.getStatusLine().getStatusCode());
                    return got.getEntity().getContent().readAllBytes();
                }
            default:
                var request = new okhttp3.Request.Builder().url(link).build();
                try (var got = new okhttp3.OkHttpClient().newCall(request).execute()) {
                    check(got.code());
                    return got.body().bytes();
                }
        }
    }

    static void check(int status) {
        if (status != 200) throw new IllegalStateException("status " + status);
    }
}
