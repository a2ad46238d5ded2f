-- One row for each completed or refused sign-in. Error is the number of the refusal, null for completed ones. Ids grow as rows are written.
CREATE TABLE SignIn (
    Id INTEGER NOT NULL PRIMARY KEY,
    OccurredOn BIGINT NOT NULL,
    Client BIGINT NOT NULL,
    Method BIGINT NOT NULL,
    Address TEXT NOT NULL,
    UserAgent TEXT NOT NULL,
    Trace TEXT NOT NULL,
    UserId TEXT NULL,
    UserName TEXT NULL,
    Error BIGINT NULL,
    CredentialId BYTEA NULL,
    Aaguid TEXT NULL,
    DeviceId TEXT NULL,
    Resource TEXT NULL,
    KerberosServer TEXT NULL
);
CREATE INDEX SignInByTime ON SignIn (OccurredOn);
CREATE INDEX SignInByUser ON SignIn (UserId, OccurredOn) WHERE UserId IS NOT NULL;
CREATE INDEX SignInByDevice ON SignIn (DeviceId, OccurredOn) WHERE DeviceId IS NOT NULL;
-- The sign-ins of computers by security key are the mass, and pay for none of these.
CREATE INDEX SignInByError ON SignIn (Error, OccurredOn) WHERE Error IS NOT NULL;
CREATE INDEX SignInByRefusal ON SignIn (OccurredOn) WHERE Error IS NOT NULL;
CREATE INDEX SignInByMethod ON SignIn (Method, OccurredOn) WHERE Method <> 1;
CREATE INDEX SignInByClient ON SignIn (Client, OccurredOn) WHERE Client <> 1;

-- Counts of each hour since 1970 UTC, kept by the same write as the rows. Error 0: completed; KerberosServer '': no partial TGT.
CREATE TABLE SignInHour (
    Hour BIGINT NOT NULL,
    Client BIGINT NOT NULL,
    Method BIGINT NOT NULL,
    Error BIGINT NOT NULL,
    KerberosServer TEXT NOT NULL,
    Count BIGINT NOT NULL,
    Unlisted BIGINT NOT NULL,
    PRIMARY KEY (Hour, Client, Method, Error, KerberosServer)
);
