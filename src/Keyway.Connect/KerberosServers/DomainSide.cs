using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Errors;

namespace Keyway.Connect.KerberosServers;

/// <summary>What the domain holds of one Kerberos server.</summary>
/// <param name="Server">Null when there is none, or only a part.</param>
/// <param name="Incomplete">The refusal <c>KW1502</c> when only a part of the objects is there.</param>
internal sealed record DomainSide(KerberosServerDescription? Server, Refusal? Incomplete = null)
{
    public static DomainSide Nothing { get; } = new((KerberosServerDescription?)null);

    /// <summary>In a few words, for the line of a step.</summary>
    public string Words => this switch
    {
        { Server: { } server } => $"number {server.Id}, key version {server.KeyVersion}",
        { Incomplete: not null } => "incomplete",
        _ => "nothing",
    };

    /// <summary>Reads it; that there is none, or a part only, is an answer and not a refusal.</summary>
    public static async Task<Result<DomainSide>> ReadAsync(KerberosServerObjects objects, string name, CancellationToken cancellationToken)
    {
        if ((await objects.ReadAsync(name, cancellationToken)).TryGet(out var server, out var refusal))
            return new DomainSide(server);
        if (refusal.Error == Catalogue.KerberosServerObject.NotFound)
            return Nothing;
        return refusal.Error == Catalogue.KerberosServerObject.Incomplete ? new DomainSide(null, refusal) : refusal;
    }
}
