-- Connectors and applications sign in as well: which, and as it was called then.
ALTER TABLE SignIn ADD COLUMN AppId TEXT NULL;
ALTER TABLE SignIn ADD COLUMN AppName TEXT NULL;
CREATE INDEX SignInByApp ON SignIn (AppId, OccurredOn) WHERE AppId IS NOT NULL;

-- To which permissions the token shall be limited, by spaces; null for no limit.
ALTER TABLE DeviceRequest ADD COLUMN Scope TEXT NULL;
