-- Only ever appended to. The id is a version 7 UUID: it sorts by time.
CREATE TABLE AuditEvent (
    Id TEXT NOT NULL PRIMARY KEY,
    OccurredOn BIGINT NOT NULL,
    Activity TEXT NOT NULL,
    ActorId TEXT NULL,
    TargetId TEXT NULL,
    Detail TEXT NOT NULL
);
