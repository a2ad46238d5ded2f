-- Kerberos servers as their domains published them. A removed one keeps its row without the key, so that an old publication cannot bring it back.
CREATE TABLE KerberosServer (
    Domain TEXT NOT NULL,
    NameKey TEXT NOT NULL,
    Name TEXT NOT NULL,
    NetBiosName TEXT NOT NULL,
    DomainSid TEXT NOT NULL,
    BranchId BIGINT NOT NULL,
    DisplayName TEXT NOT NULL,
    KeyVersion BIGINT NOT NULL,
    TicketKeyVersion BIGINT NOT NULL,
    PreviousTicketKeyVersion BIGINT NULL,
    KeyUpdatedOn BIGINT NOT NULL,
    SealedKey BYTEA NULL,
    AllowedSids TEXT NOT NULL,
    DeniedSids TEXT NOT NULL,
    IssuedOn BIGINT NOT NULL,
    Version BIGINT NOT NULL,
    PRIMARY KEY (Domain, NameKey)
);
