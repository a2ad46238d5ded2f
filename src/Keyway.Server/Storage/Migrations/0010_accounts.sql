-- People and groups. Domain is null for what is managed here; else the connector of that domain is the only writer.
CREATE TABLE Account (
    Id TEXT NOT NULL PRIMARY KEY,
    UserName TEXT NOT NULL,
    UserNameKey TEXT NOT NULL,
    DisplayName TEXT NOT NULL,
    Mail TEXT NULL,
    Enabled BOOLEAN NOT NULL,
    ExternalId TEXT NULL,
    Domain TEXT NULL,
    NetBiosName TEXT NULL,
    SamAccountName TEXT NULL,
    Sid TEXT NULL,
    AccountExpires BIGINT NULL,
    PasswordExpired BOOLEAN NOT NULL,
    PasswordLastSet BIGINT NULL,
    PrimaryGroupSid TEXT NULL,
    Privileged BOOLEAN NOT NULL,
    CreatedOn BIGINT NOT NULL,
    ModifiedOn BIGINT NOT NULL,
    DeletedOn BIGINT NULL,
    Version BIGINT NOT NULL
);
-- A deleted person keeps the anchor and the SID, so that only the same object of the domain can come back; the name is free again.
CREATE UNIQUE INDEX AccountByUserName ON Account (UserNameKey) WHERE DeletedOn IS NULL;
CREATE UNIQUE INDEX AccountByAnchor ON Account (Domain, ExternalId);
CREATE UNIQUE INDEX AccountBySid ON Account (Domain, Sid);
CREATE INDEX AccountByDeletion ON Account (DeletedOn) WHERE DeletedOn IS NOT NULL;

CREATE TABLE DirectoryGroup (
    Id TEXT NOT NULL PRIMARY KEY,
    DisplayName TEXT NOT NULL,
    ExternalId TEXT NULL,
    Domain TEXT NULL,
    SamAccountName TEXT NULL,
    Sid TEXT NULL,
    CreatedOn BIGINT NOT NULL,
    ModifiedOn BIGINT NOT NULL,
    Version BIGINT NOT NULL
);
CREATE UNIQUE INDEX DirectoryGroupByAnchor ON DirectoryGroup (Domain, ExternalId);
CREATE UNIQUE INDEX DirectoryGroupBySid ON DirectoryGroup (Domain, Sid);

-- Direct members only: accounts and groups.
CREATE TABLE Membership (
    GroupId TEXT NOT NULL,
    MemberId TEXT NOT NULL,
    MemberIsGroup BOOLEAN NOT NULL,
    PRIMARY KEY (GroupId, MemberId)
);
CREATE INDEX MembershipByMember ON Membership (MemberId, GroupId);

CREATE TABLE RoleAssignment (
    AccountId TEXT NOT NULL,
    Role TEXT NOT NULL,
    PRIMARY KEY (AccountId, Role)
);
CREATE INDEX RoleAssignmentByRole ON RoleAssignment (Role);
