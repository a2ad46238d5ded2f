using Keyway.Errors;

namespace Keyway.Kerberos.CredentialCaches;

/// <summary>A credential cache in a file, format version 4, as MIT and Heimdal programs read it.</summary>
public static class CredentialCacheFile
{
    /// <summary>Reads a cache file.</summary>
    public static Result<CredentialCache> Read(string path) => throw new NotImplementedException();

    /// <summary>Writes a cache file, mode 0600, whole or not at all: a reader sees the old one or the new one.</summary>
    public static Result<string> Write(string path, CredentialCache cache, FileOwner? owner = null) => throw new NotImplementedException();
}
