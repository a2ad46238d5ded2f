-- The tenant and the server's own keys. Column kinds: TEXT, BIGINT (numbers, and moments as milliseconds since 1970 UTC), BOOLEAN, BYTEA; ids are TEXT.
CREATE TABLE Tenant (
    Id TEXT NOT NULL PRIMARY KEY,
    Name TEXT NOT NULL,
    Domain TEXT NOT NULL,
    CreatedOn BIGINT NOT NULL
);

CREATE TABLE ServerKey (
    Name TEXT NOT NULL PRIMARY KEY,
    SealedValue BYTEA NOT NULL,
    CreatedOn BIGINT NOT NULL
);
