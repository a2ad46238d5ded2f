-- Of the computer account; null until the server is published again by a version that tells.
ALTER TABLE KerberosServer ADD COLUMN AccountSid TEXT NULL;
