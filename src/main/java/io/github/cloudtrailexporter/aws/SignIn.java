package io.github.cloudtrailexporter.aws;

import io.github.cloudtrailexporter.trail.Failure;

/** Credentials in use, and what AWS thinks of them. */
interface SignIn {

    Caller caller();

    /** AWS answered a call made with them. */
    void accepted();

    /** AWS would not have them, for this reason. */
    void rejected(Failure failure);

    /** Credentials that are not ours to renew. */
    static SignIn lasting(Caller caller) {
        return new SignIn() {
            @Override
            public Caller caller() {
                return caller;
            }

            @Override
            public void accepted() {}

            @Override
            public void rejected(Failure failure) {}
        };
    }
}
