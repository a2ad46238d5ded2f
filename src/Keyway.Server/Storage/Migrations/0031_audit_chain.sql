-- The audit log becomes a chain: numbers without a gap, and each hash covers the entry and the hash before it. What earlier versions wrote is
-- chained here in the order of its ids, which sort by time; before entry 1 stand 32 bytes of zero. keyway_audit_hash is this program's.
CREATE TABLE ChainedAuditEvent (
    Number INTEGER NOT NULL PRIMARY KEY,
    Id TEXT NOT NULL,
    OccurredOn BIGINT NOT NULL,
    Activity TEXT NOT NULL,
    ActorId TEXT NULL,
    TargetId TEXT NULL,
    Detail TEXT NOT NULL,
    Hash BYTEA NOT NULL
);
INSERT INTO ChainedAuditEvent (Number, Id, OccurredOn, Activity, ActorId, TargetId, Detail, Hash)
    SELECT ROW_NUMBER() OVER (ORDER BY Id), Id, OccurredOn, Activity, ActorId, TargetId, Detail, zeroblob(32) FROM AuditEvent;
CREATE TEMP TABLE AuditChain AS
    WITH RECURSIVE Chain (Number, Hash) AS (
        SELECT 0, zeroblob(32)
        UNION ALL
        SELECT e.Number, keyway_audit_hash(c.Hash, e.Number, e.Id, e.OccurredOn, e.Activity, e.ActorId, e.TargetId, e.Detail)
        FROM Chain c JOIN ChainedAuditEvent e ON e.Number = c.Number + 1
    )
    SELECT Number, Hash FROM Chain WHERE Number > 0;
CREATE UNIQUE INDEX temp.AuditChainNumber ON AuditChain (Number);
UPDATE ChainedAuditEvent SET Hash = (SELECT c.Hash FROM AuditChain c WHERE c.Number = ChainedAuditEvent.Number);
DROP TABLE AuditChain;
DROP TABLE AuditEvent;
ALTER TABLE ChainedAuditEvent RENAME TO AuditEvent;
CREATE INDEX AuditEventByTime ON AuditEvent (OccurredOn);
CREATE INDEX AuditEventByActor ON AuditEvent (ActorId, Number) WHERE ActorId IS NOT NULL;
CREATE INDEX AuditEventByTarget ON AuditEvent (TargetId, Number) WHERE TargetId IS NOT NULL;
CREATE INDEX AuditEventByActivity ON AuditEvent (Activity, Number);

-- Only ever appended to, whatever a later version of this program might try.
CREATE TRIGGER AuditEventNeverChanges BEFORE UPDATE ON AuditEvent BEGIN SELECT RAISE(ABORT, 'the audit log is never changed'); END;
CREATE TRIGGER AuditEventNeverLeaves BEFORE DELETE ON AuditEvent BEGIN SELECT RAISE(ABORT, 'the audit log is never shortened'); END;
CREATE TRIGGER AuditEventFollows BEFORE INSERT ON AuditEvent WHEN NEW.Number <> (SELECT COALESCE(MAX(Number), 0) + 1 FROM AuditEvent)
    BEGIN SELECT RAISE(ABORT, 'an entry of the audit log follows the last one'); END;
