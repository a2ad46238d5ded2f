-- How a browser reached the key, where the key was used last, and how many keys and people of each model there are: both questions of the policy are answered from the two indexes.
ALTER TABLE SecurityKey ADD COLUMN Transports TEXT NULL;
ALTER TABLE SecurityKey ADD COLUMN LastUsedAddress TEXT NULL;
ALTER TABLE SecurityKey ADD COLUMN LastUsedClient TEXT NULL;
DROP INDEX SecurityKey_UserId;
CREATE INDEX SecurityKey_UserId ON SecurityKey (UserId, Aaguid);
CREATE INDEX SecurityKey_Aaguid ON SecurityKey (Aaguid, UserId);
