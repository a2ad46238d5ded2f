-- Joined computers. A device is recognised by the very certificate that was issued to it.
CREATE TABLE Device (
    Id TEXT NOT NULL PRIMARY KEY,
    OwnerId TEXT NOT NULL,
    DisplayName TEXT NOT NULL,
    DeviceType TEXT NOT NULL,
    OsVersion TEXT NOT NULL,
    JoinType BIGINT NOT NULL,
    Certificate BYTEA NOT NULL,
    CertificateHash TEXT NOT NULL,
    NotAfter BIGINT NOT NULL,
    TransportKey BYTEA NOT NULL,
    Enabled BOOLEAN NOT NULL,
    RegisteredOn BIGINT NOT NULL,
    Version BIGINT NOT NULL
);
CREATE UNIQUE INDEX DeviceByCertificate ON Device (CertificateHash);
CREATE INDEX DeviceByOwner ON Device (OwnerId);

-- SHA-256 of the SPKI of every key that a device ever brought: a deleted device's key joins nothing again.
CREATE TABLE DeviceKeyUse (
    KeyHash TEXT NOT NULL PRIMARY KEY,
    UsedOn BIGINT NOT NULL
);
