CREATE TABLE Connector (
    Id TEXT NOT NULL PRIMARY KEY,
    DisplayName TEXT NOT NULL,
    Domain TEXT NOT NULL,
    SecretHash BYTEA NOT NULL,
    CreatedOn BIGINT NOT NULL,
    CreatedBy TEXT NOT NULL
);
