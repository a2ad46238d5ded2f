-- From when on a person's sign-ins count; and the one-time link of the first administrator, which opens what the pass of that id opens. TokenHash: SHA-256 of 32 random bytes.
CREATE TABLE SessionsValidFrom (
    UserId TEXT NOT NULL PRIMARY KEY,
    ValidFrom BIGINT NOT NULL
);

CREATE TABLE FirstAdministratorLink (
    UserId TEXT NOT NULL PRIMARY KEY,
    TokenHash BYTEA NOT NULL,
    PassId TEXT NOT NULL,
    ExpiresOn BIGINT NOT NULL
);
