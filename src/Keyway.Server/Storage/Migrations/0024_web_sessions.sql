-- Where people are signed in with a browser. The cookie is not here, only its hash.
CREATE TABLE WebSession (
    IdHash BYTEA NOT NULL PRIMARY KEY,
    UserId TEXT NOT NULL,
    Methods TEXT NOT NULL,
    AuthenticatedOn BIGINT NOT NULL,
    CreatedOn BIGINT NOT NULL,
    SeenOn BIGINT NOT NULL,
    ExpiresOn BIGINT NOT NULL,
    Address TEXT NOT NULL,
    Browser TEXT NOT NULL
);

CREATE INDEX WebSession_UserId ON WebSession (UserId);
CREATE INDEX WebSession_ExpiresOn ON WebSession (ExpiresOn);
