using Keyway.Errors;
using Keyway.Kerberos.Messages;

namespace Keyway.Kerberos.Exchange;

/// <summary>Gets a TGT by a password: the AS exchange with PA-ENC-TIMESTAMP (RFC 4120 3.1, 5.2.7.2). Thread-safe.</summary>
public sealed class AsExchange(KdcTransport transport, TimeProvider time)
{
    /// <summary>Signs in and returns the TGT.</summary>
    /// <returns>The TGT, or a refusal of <see cref="Catalogue.Kdc"/>.</returns>
    public Task<Result<HeldTicket>> SignInAsync(string realm, PrincipalName client, string password, IReadOnlyList<KdcEndpoint> kdcs, CancellationToken cancellationToken)
    {
        _ = transport;
        _ = time;
        throw new NotImplementedException();
    }
}
