package io.github.cloudtrailexporter.e2e;

import io.github.cloudtrailexporter.e2e.TrailLifecycle.TrailAdmin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;

/** Creates, stops and deletes trails in an emulator with the AWS SDK. */
final class SdkAdmin implements TrailAdmin {

    private final URI endpoint;
    private final Runnable end;
    private final CloudTrailClient cloudTrail;
    private final String bucket =
            "audit-" + Long.toString(System.nanoTime(), 36).toLowerCase(Locale.ROOT);

    /** @param end run at the end, for example to stop the emulator */
    SdkAdmin(URI endpoint, Runnable end) {
        this.endpoint = endpoint;
        this.end = end;
        this.cloudTrail = CloudTrailClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIATEST", "test")))
                .build();
    }

    @Override
    public URI endpoint() {
        return endpoint;
    }

    @Override
    public void createAndStart(String name) {
        createBucket();
        cloudTrail.createTrail(
                request -> request.name(name).s3BucketName(bucket).isMultiRegionTrail(true));
        cloudTrail.startLogging(request -> request.name(name));
    }

    /** The build has no S3 client, and emulators need no signature for this. */
    private void createBucket() {
        HttpRequest put = HttpRequest.newBuilder(endpoint.resolve("/" + bucket))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            int status = HttpClient.newHttpClient()
                    .send(put, BodyHandlers.discarding())
                    .statusCode();
            if (status != 200) {
                throw new IllegalStateException("the emulator created no bucket but returned " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop(String name) {
        cloudTrail.stopLogging(request -> request.name(name));
    }

    @Override
    public void delete(String name) {
        cloudTrail.deleteTrail(request -> request.name(name));
    }

    /** Replaces the event selectors of a trail. */
    void select(String name, EventSelector selector) {
        cloudTrail.putEventSelectors(request -> request.trailName(name).eventSelectors(selector));
    }

    /** Replaces the event selectors of a trail. */
    void select(String name, AdvancedEventSelector selector) {
        cloudTrail.putEventSelectors(request -> request.trailName(name).advancedEventSelectors(selector));
    }

    @Override
    public void close() {
        cloudTrail.close();
        end.run();
    }
}
