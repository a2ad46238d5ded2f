-- The last drift report of a Kerberos server's domain, as it was sent, and what follows from it. A publication clears it.
ALTER TABLE KerberosServer ADD COLUMN Drift TEXT NULL;
ALTER TABLE KerberosServer ADD COLUMN MintingStopped BOOLEAN NOT NULL DEFAULT FALSE;
