/**
 * The domain as values: what a trail is, what CloudTrail said about it, and why it could not say.
 *
 * <p>Immutable, validated on construction, no outside library, no import from any other package of ours. Everybody may
 * come in.
 */
package io.github.cloudtrailexporter.trail;
