-- Computers of domains that may complete a hybrid join. The id is the objectGUID and becomes the device id. The connector of the domain is the only writer.
CREATE TABLE HybridDevice (
    Id TEXT NOT NULL PRIMARY KEY,
    Domain TEXT NOT NULL,
    Sid TEXT NOT NULL,
    SamAccountName TEXT NOT NULL,
    DisplayName TEXT NOT NULL,
    OperatingSystem TEXT NOT NULL,
    OperatingSystemVersion TEXT NOT NULL,
    Enabled BOOLEAN NOT NULL,
    Certificates BYTEA NOT NULL,
    CreatedOn BIGINT NOT NULL,
    ModifiedOn BIGINT NOT NULL,
    Version BIGINT NOT NULL
);
CREATE UNIQUE INDEX HybridDeviceBySid ON HybridDevice (Domain, Sid);
CREATE INDEX HybridDeviceByDomain ON HybridDevice (Domain, Id);
