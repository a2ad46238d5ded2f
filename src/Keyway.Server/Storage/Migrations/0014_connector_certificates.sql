-- A connector signs in with a secret or by the key of a certificate: one of both is there.
CREATE TABLE NewConnector (
    Id TEXT NOT NULL PRIMARY KEY,
    DisplayName TEXT NOT NULL,
    Domain TEXT NOT NULL,
    SecretHash BYTEA NULL,
    Certificate BYTEA NULL,
    CreatedOn BIGINT NOT NULL,
    CreatedBy TEXT NOT NULL
);
INSERT INTO NewConnector (Id, DisplayName, Domain, SecretHash, CreatedOn, CreatedBy) SELECT Id, DisplayName, Domain, SecretHash, CreatedOn, CreatedBy FROM Connector;
DROP TABLE Connector;
ALTER TABLE NewConnector RENAME TO Connector;

-- Client assertions that were used, until they expire: SHA-256 over client and jti.
CREATE TABLE SpentClientAssertion (
    Id BYTEA NOT NULL PRIMARY KEY,
    ExpiresOn BIGINT NOT NULL
);
CREATE INDEX SpentClientAssertionByExpiry ON SpentClientAssertion (ExpiresOn);
