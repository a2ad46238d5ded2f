-- What each domain's sync said last, as it was sent. DueOn is null as long as no service announced its next report.
CREATE TABLE Synchronization (
    Domain TEXT NOT NULL PRIMARY KEY,
    Report TEXT NOT NULL,
    ReceivedOn BIGINT NOT NULL,
    LastSuccessOn BIGINT NULL,
    DueOn BIGINT NULL,
    IsStopped BOOLEAN NOT NULL,
    OverdueSaid BOOLEAN NOT NULL
);
