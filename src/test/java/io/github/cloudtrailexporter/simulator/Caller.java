package io.github.cloudtrailexporter.simulator;

/** The principal that signed a call: the account and the ARN that GetCallerIdentity returns. */
record Caller(SimulatedAccount account, String arn) {}
