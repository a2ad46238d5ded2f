using System.Text.Json.Serialization;
using Keyway.Device.SignIn;

namespace Keyway.Device.Daemon.Sessions;

/// <summary>The primary refresh token of a person who is signed in, as it outlives a restart of the daemon.</summary>
/// <param name="ObjectId">Whose.</param>
/// <param name="DeviceId">Issued to this join of the computer.</param>
/// <param name="Token">The token; its session key is wrapped to the computer's transport key.</param>
/// <param name="IssuedOn">UTC.</param>
/// <param name="Expires">UTC.</param>
/// <param name="Realm">The person's domain, as Kerberos writes it; null for somebody who has none.</param>
/// <param name="TicketExpires">Until when the full TGT in the cache is valid, UTC; null while there is none.</param>
internal sealed record KeptSession(
    [property: JsonPropertyName("objectId")] Guid ObjectId,
    [property: JsonPropertyName("deviceId")] Guid DeviceId,
    [property: JsonPropertyName("token")] PrimaryRefreshToken Token,
    [property: JsonPropertyName("issuedOn")] DateTimeOffset IssuedOn,
    [property: JsonPropertyName("expires")] DateTimeOffset Expires,
    [property: JsonPropertyName("realm")] string? Realm = null,
    [property: JsonPropertyName("ticketExpires")] DateTimeOffset? TicketExpires = null)
{
    /// <summary>The session of what the server issued, on premises or not.</summary>
    public static KeptSession Of(Guid deviceId, IssuedToken issued, DateTimeOffset? ticketExpires) => new(
        issued.ObjectId, deviceId, issued.Token, issued.At, issued.Expires, issued.PartialTicket.TryGet(out var ticket, out _) ? ticket.ClientRealm : null, ticketExpires);

    public override string ToString() => $"session of {ObjectId:D}";
}
