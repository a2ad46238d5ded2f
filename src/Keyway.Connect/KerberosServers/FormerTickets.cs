using System.Text.Json.Nodes;
using Keyway.Kerberos.PartialTickets;

namespace Keyway.Connect.KerberosServers;

/// <summary>What becomes of tickets that were minted with the key before a rotation. The times are asked for when the new key is published, because the server mints with the former one until then.</summary>
/// <param name="version">msDS-KeyVersionNumber of the former key.</param>
internal sealed class FormerTickets(int version, RotationManner manner)
{
    public IReadOnlyList<string> Lines(DateTimeOffset now) => manner == RotationManner.Leaked
        ?
        [
            $"Stops working now: every partial ticket minted with key version {version} or before. Whoever has not yet exchanged one signs in again.",
            "Stays good until it ends: every full ticket that the domain has given in exchange, because the domain's own key seals it. Disable an account to stop its use at once.",
        ]
        :
        [
            $"Partial tickets of the former key (version {version}) are accepted until {KerberosServerColumns.Time(AcceptedUntil(now))}.",
            "When that key has leaked, run: keyway-connect kerberos-server rotate --twice",
        ];

    public JsonObject Json(DateTimeOffset now) => new()
    {
        ["ticketKeyVersion"] = version,
        ["acceptedUntil"] = manner == RotationManner.Leaked ? null : AcceptedUntil(now).UtcDateTime,
    };

    private static DateTimeOffset AcceptedUntil(DateTimeOffset now) => now + PartialTicketRequest.DefaultLifetime;
}
