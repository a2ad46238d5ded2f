-- Security keys (WebAuthn credential records), Temporary Access Passes with their lock-out, and the policy of each method.
CREATE TABLE SecurityKey (
    CredentialId BYTEA NOT NULL PRIMARY KEY,
    UserId TEXT NOT NULL,
    DisplayName TEXT NOT NULL,
    PublicKey BYTEA NOT NULL,
    SignCount BIGINT NOT NULL,
    Aaguid TEXT NOT NULL,
    BackupEligible BOOLEAN NOT NULL,
    BackupState BOOLEAN NOT NULL,
    Attested BOOLEAN NOT NULL,
    AttestationFormat TEXT NOT NULL,
    CreatedOn BIGINT NOT NULL,
    LastUsedOn BIGINT NULL
);

CREATE INDEX SecurityKey_UserId ON SecurityKey (UserId);

CREATE TABLE TemporaryAccessPass (
    UserId TEXT NOT NULL PRIMARY KEY,
    Id TEXT NOT NULL,
    CodeMac BYTEA NOT NULL,
    StartOn BIGINT NOT NULL,
    LifetimeInMinutes BIGINT NOT NULL,
    UsableOnce BOOLEAN NOT NULL,
    UsedOn BIGINT NULL,
    CreatedOn BIGINT NOT NULL
);

CREATE TABLE TemporaryAccessPassLockout (
    UserId TEXT NOT NULL PRIMARY KEY,
    Failures BIGINT NOT NULL,
    BlockedUntil BIGINT NOT NULL
);

CREATE TABLE MethodPolicy (
    Method TEXT NOT NULL PRIMARY KEY,
    Version BIGINT NOT NULL,
    Document TEXT NOT NULL
);
