using System.Buffers.Text;

namespace Keyway.Server.SignIns;

/// <summary>
/// Who a refused request says it is of. It is looked up when the row is written, away from the request, so that the time of a refusal does not tell
/// whether somebody exists; what is not found leaves no trace.
/// </summary>
/// <param name="UserName">As a stranger typed it, or null.</param>
/// <param name="CredentialId">Of the security key that was shown, or null.</param>
/// <param name="AppId">Of a connector or an application, or null.</param>
internal sealed record ClaimedIdentity(string? UserName, byte[]? CredentialId, Guid? AppId = null)
{
    private const int LongestName = 512;
    private const int LongestCredentialId = 1023;

    public static ClaimedIdentity ByName(string? userName) => new(userName is { Length: <= LongestName } ? userName.Trim() : null, null);

    /// <param name="credentialId">Base64url, as a stranger sent it.</param>
    public static ClaimedIdentity ByKey(string? credentialId) => new(
        null,
        credentialId is { Length: > 0 and <= LongestCredentialId * 4 / 3 } && Base64Url.IsValid(credentialId)
            ? Base64Url.DecodeFromChars(credentialId)
            : null);

    /// <param name="clientId">As a stranger sent it.</param>
    public static ClaimedIdentity ByClient(string? clientId) => new(null, null, Guid.TryParseExact(clientId, "D", out var id) ? id : null);

    // Records print all they hold; people type passwords into the field for names.
    public override string ToString() => nameof(ClaimedIdentity);
}
