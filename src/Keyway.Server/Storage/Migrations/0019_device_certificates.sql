-- A device may have two certificates for a day after a renewal, and every certificate is kept until it ends, for the revocation list. A hybrid joined device has no owner.
CREATE TABLE NewDevice (
    Id TEXT NOT NULL PRIMARY KEY,
    OwnerId TEXT NULL,
    DisplayName TEXT NOT NULL,
    DeviceType TEXT NOT NULL,
    OsVersion TEXT NOT NULL,
    JoinType BIGINT NOT NULL,
    TransportKey BYTEA NOT NULL,
    Enabled BOOLEAN NOT NULL,
    EnabledChangedOn BIGINT NOT NULL,
    RegisteredOn BIGINT NOT NULL,
    Version BIGINT NOT NULL
);
INSERT INTO NewDevice (Id, OwnerId, DisplayName, DeviceType, OsVersion, JoinType, TransportKey, Enabled, EnabledChangedOn, RegisteredOn, Version)
    SELECT Id, OwnerId, DisplayName, DeviceType, OsVersion, JoinType, TransportKey, Enabled, RegisteredOn, RegisteredOn, Version FROM Device;

-- JoinedBy: the person, when a cloud join made it. EndsOn: replaced by a renewal, and until then still accepted. Reasons are those of RFC 5280 5.3.1.
CREATE TABLE DeviceCertificate (
    Hash TEXT NOT NULL PRIMARY KEY,
    DeviceId TEXT NOT NULL,
    JoinedBy TEXT NULL,
    Certificate BYTEA NOT NULL,
    IssuedOn BIGINT NOT NULL,
    NotAfter BIGINT NOT NULL,
    UsedOn BIGINT NULL,
    EndsOn BIGINT NULL,
    RevokedOn BIGINT NULL,
    RevocationReason BIGINT NULL
);
INSERT INTO DeviceCertificate (Hash, DeviceId, JoinedBy, Certificate, IssuedOn, NotAfter, UsedOn)
    SELECT CertificateHash, Id, OwnerId, Certificate, RegisteredOn, NotAfter, RegisteredOn FROM Device;

DROP TABLE Device;
ALTER TABLE NewDevice RENAME TO Device;
CREATE INDEX DeviceByOwner ON Device (OwnerId);
CREATE INDEX DeviceCertificateByDevice ON DeviceCertificate (DeviceId, IssuedOn);
CREATE INDEX DeviceCertificateByPerson ON DeviceCertificate (JoinedBy, IssuedOn);
CREATE INDEX DeviceCertificateByEnd ON DeviceCertificate (NotAfter);

-- Which device brought a key, so that a join whose answer was lost finds its own device again.
ALTER TABLE DeviceKeyUse ADD COLUMN DeviceId TEXT NULL;

-- Proofs of hybrid joins that were used, until they are too old anyway: SHA-256 over computer and signed text.
CREATE TABLE SpentJoinProof (
    Id BYTEA NOT NULL PRIMARY KEY,
    ExpiresOn BIGINT NOT NULL
);
CREATE INDEX SpentJoinProofByExpiry ON SpentJoinProof (ExpiresOn);

-- One row: how often what is revoked has changed, and the number of the last list (RFC 5280 5.2.3).
CREATE TABLE DeviceRevocation (
    Changes BIGINT NOT NULL,
    Number BIGINT NOT NULL
);
INSERT INTO DeviceRevocation (Changes, Number) VALUES (0, 0);

-- One row, once an administrator has decided: who may join devices.
CREATE TABLE DeviceRegistrationPolicy (
    Version BIGINT NOT NULL,
    Document TEXT NOT NULL
);
