-- From when on a password has expired; what cloud-only people bring beyond their name: Profile is JSON as it is shown, the columns beside it are what is searched for.
ALTER TABLE Account ADD COLUMN PasswordExpires BIGINT NULL;
ALTER TABLE Account ADD COLUMN MailType TEXT NULL;
ALTER TABLE Account ADD COLUMN Profile TEXT NULL;
ALTER TABLE Account ADD COLUMN GivenName TEXT NULL;
ALTER TABLE Account ADD COLUMN FamilyName TEXT NULL;
ALTER TABLE Account ADD COLUMN ManagerId TEXT NULL;

-- The value before the domain, so that an administrator, who names no domain, finds by it too; and a domain's objects in the order of their pages.
DROP INDEX AccountByAnchor;
DROP INDEX AccountBySid;
CREATE UNIQUE INDEX AccountByAnchor ON Account (ExternalId, Domain);
CREATE UNIQUE INDEX AccountBySid ON Account (Sid, Domain);
CREATE INDEX AccountByDomain ON Account (Domain, DeletedOn, Id);
CREATE INDEX AccountByMail ON Account (lower(Mail));
DROP INDEX DirectoryGroupByAnchor;
DROP INDEX DirectoryGroupBySid;
CREATE UNIQUE INDEX DirectoryGroupByAnchor ON DirectoryGroup (ExternalId, Domain);
CREATE UNIQUE INDEX DirectoryGroupBySid ON DirectoryGroup (Sid, Domain);
CREATE INDEX DirectoryGroupByDomain ON DirectoryGroup (Domain, Id);
CREATE INDEX DirectoryGroupByName ON DirectoryGroup (lower(DisplayName));
