-- A spent nonce's id begins with its time, so that old ones lie together and new ones at the end.
CREATE TABLE SpentNonce (
    Id BYTEA NOT NULL PRIMARY KEY
);

CREATE TABLE PrimaryRefreshToken (
    TokenHash BYTEA NOT NULL PRIMARY KEY,
    UserId TEXT NOT NULL,
    DeviceId TEXT NOT NULL,
    CredentialId BYTEA NOT NULL,
    SealedSessionKey BYTEA NOT NULL,
    IssuedOn BIGINT NOT NULL,
    ExpiresOn BIGINT NOT NULL
);

CREATE INDEX PrimaryRefreshToken_Holder ON PrimaryRefreshToken (UserId, DeviceId, IssuedOn);
CREATE INDEX PrimaryRefreshToken_ExpiresOn ON PrimaryRefreshToken (ExpiresOn);
