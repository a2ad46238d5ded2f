namespace Keyway.Server.SignIns;

/// <summary>One completed or refused sign-in. Nothing in it is what a stranger typed: a person or a program is named only when it exists.</summary>
/// <param name="OccurredOn">UTC, whole milliseconds.</param>
/// <param name="UserName">As the account was called then; null when the person is not known, or was forgotten since.</param>
/// <param name="Source">From where.</param>
/// <param name="Error">The number of the refusal; null when the person was let in.</param>
/// <param name="CredentialId">Of the security key that was shown, when it is registered.</param>
/// <param name="Aaguid">The model of that key.</param>
/// <param name="DeviceId">The joined computer, once its signature was verified.</param>
/// <param name="Resource">For what a token was asked; null where none was.</param>
/// <param name="KerberosServer"><c>domain/name</c> of the Kerberos server whose partial TGT was issued with it; null when none was.</param>
/// <param name="AppId">The connector or the application that signed in by itself; null for people.</param>
/// <param name="AppName">As it was called then.</param>
internal sealed record SignInEntry(
    DateTimeOffset OccurredOn,
    SignInClient Client,
    SignInMethod Method,
    SignInSource Source,
    Guid? UserId,
    string? UserName,
    int? Error = null,
    byte[]? CredentialId = null,
    Guid? Aaguid = null,
    Guid? DeviceId = null,
    string? Resource = null,
    string? KerberosServer = null,
    Guid? AppId = null,
    string? AppName = null)
{
    /// <summary>The row: grows with each that is written; 0 before that.</summary>
    public long Id { get; init; }

    public bool Succeeded => Error is null;
}
