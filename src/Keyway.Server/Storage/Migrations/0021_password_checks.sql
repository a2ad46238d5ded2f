-- Where nobody decided, passwords are not checked.
CREATE TABLE PasswordCheckPolicy (
    Domain TEXT NOT NULL PRIMARY KEY,
    Enabled BOOLEAN NOT NULL,
    LockoutThreshold INTEGER NOT NULL,
    LockoutSeconds INTEGER NOT NULL
);

-- Wrong passwords of a person, from familiar networks and from the others apart; also one that is being checked.
CREATE TABLE PasswordLockout (
    UserId TEXT NOT NULL,
    Familiar BOOLEAN NOT NULL,
    Failures INTEGER NOT NULL,
    Locks INTEGER NOT NULL,
    LockedUntil BIGINT NOT NULL,
    LastOn BIGINT NOT NULL,
    PRIMARY KEY (UserId, Familiar)
);
CREATE INDEX PasswordLockout_LastOn ON PasswordLockout (LastOn);

-- From where a person signed in with the right password: a keyed hash, because addresses are nobody's business.
CREATE TABLE FamiliarNetwork (
    UserId TEXT NOT NULL,
    Network BYTEA NOT NULL,
    LastOn BIGINT NOT NULL,
    PRIMARY KEY (UserId, Network)
);
CREATE INDEX FamiliarNetwork_LastOn ON FamiliarNetwork (LastOn);
