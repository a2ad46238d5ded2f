using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>Creates, reads, rotates and removes Kerberos server objects in one domain, through a writable domain controller.</summary>
public sealed class KerberosServerObjects(DomainConnection connection, TimeProvider time)
{
    private readonly DomainConnection _connection = connection;
    private readonly TimeProvider _time = time;

    /// <summary>Creates the objects; run again, it repairs what is missing or wrong and leaves the rest alone.</summary>
    public Task<Result<KerberosServerCreation>> CreateAsync(KerberosServerSettings settings, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();

    /// <summary>Reads the object; <c>KW1501</c> when there is none, <c>KW1502</c> when only a part of it exists.</summary>
    public Task<Result<KerberosServerDescription>> ReadAsync(string name = KerberosServerNames.DefaultName, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();

    /// <summary>Makes the domain choose a new key, and returns when the key version has moved.</summary>
    public Task<Result<KerberosServerDescription>> RotateAsync(string name = KerberosServerNames.DefaultName, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();

    /// <summary>Removes every object of the Kerberos server that is there.</summary>
    public Task<Result<KerberosServerRemoval>> RemoveAsync(string name = KerberosServerNames.DefaultName, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();
}
