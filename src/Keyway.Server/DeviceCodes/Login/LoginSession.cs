namespace Keyway.Server.DeviceCodes.Login;

/// <summary>How far one browser is with one task. The browser keeps it, sealed: it can neither read nor change it.</summary>
/// <param name="Id">New at every step that gives more rights, so that what was known before is worth nothing after.</param>
/// <param name="CodeHash">The device request that is answered.</param>
/// <param name="UserCode">What the person typed, to be shown again.</param>
/// <param name="Nonce">The only challenge that a gesture of this browser may sign.</param>
/// <param name="UserId">Who signed in; with the two after it.</param>
/// <param name="Outcome">What the last page tells.</param>
internal sealed record LoginSession(
    Guid Id,
    DateTimeOffset ExpiresOn,
    byte[]? CodeHash = null,
    string? UserCode = null,
    string? Nonce = null,
    Guid? UserId = null,
    IReadOnlyList<string>? Methods = null,
    DateTimeOffset? AuthenticatedOn = null,
    string? Outcome = null);
