-- Passwords of cloud-only people: PBKDF2-HMAC-SHA512 with so many iterations, sealed, so that the rows alone let nobody guess.
CREATE TABLE CloudPassword (
    UserId TEXT NOT NULL PRIMARY KEY,
    Salt BYTEA NOT NULL,
    Iterations BIGINT NOT NULL,
    SealedHash BYTEA NOT NULL,
    MustChange BOOLEAN NOT NULL,
    SetOn BIGINT NOT NULL
);
