/**
 * The cost of the exporter, measured from outside: a simulated AWS in this process, the packaged exporter in another one.
 * Every figure is compared with a bound or a baseline of the same run. Not part of the tests, because figures depend on
 * the machine.
 */
package io.github.cloudtrailexporter.bench;
