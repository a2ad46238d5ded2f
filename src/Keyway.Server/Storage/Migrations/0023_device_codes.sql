-- Sign-ins by device code (RFC 8628). Neither code stands here: of the program's the SHA-256, of the person's a MAC.
-- State: 0 waits, 1 allowed, 2 denied, 3 redeemed. The person, the methods and the moment of the gesture are those of the answer.
CREATE TABLE DeviceRequest (
    CodeHash BLOB NOT NULL PRIMARY KEY,
    UserCodeMac BLOB NOT NULL UNIQUE,
    ClientId TEXT NOT NULL,
    Resource TEXT NOT NULL,
    Address TEXT NOT NULL,
    Network TEXT NOT NULL,
    AskedOn BIGINT NOT NULL,
    ExpiresOn BIGINT NOT NULL,
    State BIGINT NOT NULL,
    UserId TEXT NULL,
    Methods TEXT NULL,
    AuthenticatedOn BIGINT NULL
);
CREATE INDEX DeviceRequestByNetwork ON DeviceRequest (Network, ExpiresOn);
CREATE INDEX DeviceRequestByExpiry ON DeviceRequest (ExpiresOn);
