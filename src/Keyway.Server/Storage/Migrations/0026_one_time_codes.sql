-- Time-based one-time codes (RFC 6238), one secret a person, and the wrong codes since the last right one. LastStep: the half minute whose code was taken last.
CREATE TABLE OneTimeCode (
    UserId TEXT NOT NULL PRIMARY KEY,
    Id TEXT NOT NULL,
    SealedSecret BYTEA NOT NULL,
    CreatedOn BIGINT NOT NULL,
    LastUsedOn BIGINT NULL,
    LastStep BIGINT NOT NULL
);

-- Who once had a security key or an app that was removed.
CREATE TABLE RemovedMethod (
    UserId TEXT NOT NULL PRIMARY KEY
);

CREATE TABLE OneTimeCodeLockout (
    UserId TEXT NOT NULL PRIMARY KEY,
    Failures BIGINT NOT NULL,
    BlockedUntil BIGINT NOT NULL
);
