/**
 * The only room that knows the AWS SDK: SDK answers become values of {@code trail}, SDK exceptions become {@link
 * io.github.cloudtrailexporter.trail.FailureReason}s, SDK nulls end here.
 *
 * <p>Implements {@link io.github.cloudtrailexporter.poll.CloudTrailPort}; imports {@code trail} and {@code poll}, and is
 * imported by nobody but the wiring.
 *
 * <p>How a call goes: {@link io.github.cloudtrailexporter.aws.AwsSession} asks {@code AwsCalls} to make it, with a client
 * from {@code AwsClients} (one per service and Region, all on one HTTP client) and the credentials of its {@code SignIn}
 * ({@code RoleCredentials}, or {@code AmbientCredentials} as they are). What goes wrong is put in words by {@code
 * Failures}, what comes back by {@code TrailMapping}.
 */
package io.github.cloudtrailexporter.aws;
