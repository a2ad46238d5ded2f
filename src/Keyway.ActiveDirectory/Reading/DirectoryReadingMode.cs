namespace Keyway.ActiveDirectory.Reading;

/// <summary>By which right a domain's changes are read ([MS-ADTS] 3.1.1.3.4.1.3).</summary>
public enum DirectoryReadingMode
{
    /// <summary>The account holds Replicating Directory Changes on the domain: every change is told.</summary>
    Replication,

    /// <summary>The account lacks that right: it is told the changes of what it may see (LDAP_DIRSYNC_OBJECT_SECURITY).</summary>
    ObjectSecurity,
}
