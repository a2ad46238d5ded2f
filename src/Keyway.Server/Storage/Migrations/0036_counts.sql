-- What a large organisation's pages count comes from one index each.

-- The hours in the order of their key, so that a month of them is read, and an hour counted up, in one place.
CREATE TABLE SignInHourInOrder (
    Hour BIGINT NOT NULL,
    Client BIGINT NOT NULL,
    Method BIGINT NOT NULL,
    Error BIGINT NOT NULL,
    KerberosServer TEXT NOT NULL,
    Count BIGINT NOT NULL,
    Unlisted BIGINT NOT NULL,
    PRIMARY KEY (Hour, Client, Method, Error, KerberosServer)
) WITHOUT ROWID;
INSERT INTO SignInHourInOrder SELECT Hour, Client, Method, Error, KerberosServer, Count, Unlisted FROM SignInHour;
DROP TABLE SignInHour;
ALTER TABLE SignInHourInOrder RENAME TO SignInHour;

-- When somebody last signed in at a computer, without its rows.
DROP INDEX SignInByDevice;
CREATE INDEX SignInByDevice ON SignIn (DeviceId, OccurredOn, Id, Error) WHERE DeviceId IS NOT NULL;

-- The day since 1970 UTC on which a person last used a security key: 0 for who has one and never did, null for who has none. Written once a day for each
-- person, not at each sign-in, and by the store itself: whatever writes a key cannot forget it.
ALTER TABLE Account ADD COLUMN KeyUsedDay BIGINT NULL;
UPDATE Account SET KeyUsedDay = (SELECT MAX(COALESCE(k.LastUsedOn / 86400000, 0)) FROM SecurityKey k WHERE k.UserId = Account.Id)
    WHERE Id IN (SELECT UserId FROM SecurityKey);
CREATE INDEX AccountByKeyUse ON Account (Enabled, KeyUsedDay) WHERE DeletedOn IS NULL;
CREATE TRIGGER SecurityKeyCame AFTER INSERT ON SecurityKey
    BEGIN UPDATE Account SET KeyUsedDay = MAX(COALESCE(KeyUsedDay, 0), COALESCE(NEW.LastUsedOn / 86400000, 0)) WHERE Id = NEW.UserId; END;
CREATE TRIGGER SecurityKeyUsedAnotherDay AFTER UPDATE OF LastUsedOn ON SecurityKey WHEN NEW.LastUsedOn / 86400000 IS NOT OLD.LastUsedOn / 86400000
    BEGIN UPDATE Account SET KeyUsedDay = (SELECT MAX(COALESCE(k.LastUsedOn / 86400000, 0)) FROM SecurityKey k WHERE k.UserId = NEW.UserId) WHERE Id = NEW.UserId; END;
CREATE TRIGGER SecurityKeyLeft AFTER DELETE ON SecurityKey
    BEGIN UPDATE Account SET KeyUsedDay = (SELECT MAX(COALESCE(k.LastUsedOn / 86400000, 0)) FROM SecurityKey k WHERE k.UserId = OLD.UserId) WHERE Id = OLD.UserId; END;

-- Whose primary group a group is: no group names them as its members.
CREATE INDEX AccountByPrimaryGroup ON Account (Domain, PrimaryGroupSid, Id) WHERE PrimaryGroupSid IS NOT NULL;
