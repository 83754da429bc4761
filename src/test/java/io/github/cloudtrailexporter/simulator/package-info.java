/**
 * A simulated AWS endpoint on loopback that speaks the real wire protocols of CloudTrail, STS, EC2 and Organizations, so
 * that the real AWS SDK can use it. A test fixture: it is never in the jar.
 *
 * <p>Start with {@link io.github.cloudtrailexporter.simulator.SimulatedAws}. The model (accounts, trails, roles, an
 * organization) determines the response of AWS, {@link io.github.cloudtrailexporter.simulator.Fault} an error on the
 * way. Imports nothing of ours and nothing outside the JDK.
 */
package io.github.cloudtrailexporter.simulator;
