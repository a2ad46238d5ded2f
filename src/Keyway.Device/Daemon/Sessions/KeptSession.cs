using System.Text.Json.Serialization;
using Keyway.Device.SignIn;

namespace Keyway.Device.Daemon.Sessions;

/// <summary>The primary refresh token of a person who is signed in, as it outlives a restart of the daemon.</summary>
/// <param name="ObjectId">Whose.</param>
/// <param name="DeviceId">Issued to this join of the computer.</param>
/// <param name="Token">The token; its session key is wrapped to the computer's transport key.</param>
/// <param name="IssuedOn">UTC.</param>
/// <param name="Expires">UTC.</param>
internal sealed record KeptSession(
    [property: JsonPropertyName("objectId")] Guid ObjectId,
    [property: JsonPropertyName("deviceId")] Guid DeviceId,
    [property: JsonPropertyName("token")] PrimaryRefreshToken Token,
    [property: JsonPropertyName("issuedOn")] DateTimeOffset IssuedOn,
    [property: JsonPropertyName("expires")] DateTimeOffset Expires)
{
    public override string ToString() => $"session of {ObjectId:D}";
}
