using Keyway.Errors;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>Reads the key that the domain controller chose. The seam for a replication client of our own.</summary>
public interface IKerberosServerKeySource
{
    /// <summary>The newest AES256 key of the krbtgt account. The caller disposes of it.</summary>
    Task<Result<KerberosServerSecret>> ReadAsync(KerberosServerDescription server, CancellationToken cancellationToken = default);
}
