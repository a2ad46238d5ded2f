using System.Text.Json.Serialization;

namespace Keyway.Device.State;

/// <summary>What the last sign-in reached, for <c>keyway status</c>. Kept in <c>last-sign-in.json</c>; holds no token and no key.</summary>
/// <param name="DeviceId">Which join it belongs to; after another join it counts for nothing.</param>
/// <param name="User">The user principal name that the server signed in.</param>
/// <param name="At">When the primary refresh token was issued, UTC.</param>
/// <param name="TokenExpires">Until when it could be used, UTC.</param>
/// <param name="Principal">The client of the full TGT, such as <c>alice@CONTOSO.CORP.COM</c>; null when there is none.</param>
/// <param name="TicketExpires">Until when the full TGT is valid, UTC.</param>
/// <param name="CredentialCache">Where the full TGT was put.</param>
/// <param name="OnPremisesError">The number of the refusal when there is no full TGT.</param>
internal sealed record LastSignIn(
    [property: JsonPropertyName("deviceId")] Guid DeviceId,
    [property: JsonPropertyName("user")] string User,
    [property: JsonPropertyName("at")] DateTimeOffset At,
    [property: JsonPropertyName("tokenExpires")] DateTimeOffset TokenExpires,
    [property: JsonPropertyName("principal")] string? Principal = null,
    [property: JsonPropertyName("ticketExpires")] DateTimeOffset? TicketExpires = null,
    [property: JsonPropertyName("credentialCache")] string? CredentialCache = null,
    [property: JsonPropertyName("onPremisesError")] string? OnPremisesError = null);
