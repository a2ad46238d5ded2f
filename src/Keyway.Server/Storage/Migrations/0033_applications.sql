-- Programs that act by themselves. The client id is the id.
CREATE TABLE Application (
    Id TEXT NOT NULL PRIMARY KEY,
    DisplayName TEXT NOT NULL,
    Enabled BOOLEAN NOT NULL,
    CreatedOn BIGINT NOT NULL,
    CreatedBy TEXT NOT NULL
);

-- By what they sign in: SecretHash is SHA-256 of 32 random bytes as text, or Certificate is DER. Hint is how the secret begins.
CREATE TABLE ApplicationCredential (
    Id TEXT NOT NULL PRIMARY KEY,
    ApplicationId TEXT NOT NULL,
    DisplayName TEXT NOT NULL,
    Hint TEXT NULL,
    SecretHash BYTEA NULL,
    Certificate BYTEA NULL,
    CreatedOn BIGINT NOT NULL,
    ExpiresOn BIGINT NOT NULL
);
CREATE INDEX ApplicationCredentialByApplication ON ApplicationCredential (ApplicationId, CreatedOn);

CREATE TABLE ApplicationPermission (
    ApplicationId TEXT NOT NULL,
    Permission TEXT NOT NULL,
    GrantedOn BIGINT NOT NULL,
    GrantedBy TEXT NOT NULL,
    PRIMARY KEY (ApplicationId, Permission)
);
