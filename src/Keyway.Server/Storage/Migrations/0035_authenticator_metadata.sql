-- The FIDO Metadata Service's BLOB as it was imported, with the roots it was verified by: one row or none. It is verified again whenever it is read.
CREATE TABLE AuthenticatorMetadata (
    Id BIGINT NOT NULL PRIMARY KEY,
    Number BIGINT NOT NULL,
    NextUpdate TEXT NOT NULL,
    ImportedOn BIGINT NOT NULL,
    Roots TEXT NOT NULL,
    Jws BLOB NOT NULL
);
