-- What a deleted person was a direct member of, until it is restored or forgotten: a person who came back without a denied group would be let in.
CREATE TABLE DeletedMembership (
    MemberId TEXT NOT NULL,
    GroupId TEXT NOT NULL,
    PRIMARY KEY (MemberId, GroupId)
);
CREATE INDEX DeletedMembershipByGroup ON DeletedMembership (GroupId);
