namespace Keyway.Server.Portal.SecurityInfo;

/// <summary>The registration of a key that one browser has open; the browser keeps it, sealed.</summary>
/// <param name="Session">SHA-256 of the session's cookie, base64url: another session of the same person does not finish it.</param>
/// <param name="Challenge">base64url, as in the creation options: the only one that a key of this browser may have signed.</param>
internal sealed record KeyCeremonyState(DateTimeOffset ExpiresOn, string Session, string Challenge);
