/**
 * The only package that uses the AWS SDK: its responses become values of {@code trail}, its exceptions become {@link
 * io.github.cloudtrailexporter.trail.Failure}s, and no null leaves this package.
 *
 * <p>Implements {@link io.github.cloudtrailexporter.poll.CloudTrailPort}; imports {@code trail}, {@code target} and {@code
 * poll}; only the wiring imports it.
 *
 * <p>A call: {@code AwsCloudTrail} builds the request, {@code AwsCalls} makes it with a client from {@code AwsClients} and
 * the keys of its {@code SessionCredentials}, {@code TrailMapping} converts the response, {@code Failures} the exception.
 *
 * <ul>
 *   <li>Call: one operation of AWS with all its attempts; an attempt is one HTTP request.
 *   <li>Ambient credentials: those of this process, from the default chain or the configured profile.
 *   <li>Role credentials: the session of an assumed role, renewed before it expires.
 *   <li>Anomaly: a response that is valid for the SDK and impossible for CloudTrail; logged once.
 * </ul>
 */
package io.github.cloudtrailexporter.aws;
