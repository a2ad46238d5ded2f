namespace Keyway.Server.Portal.SecurityInfo;

/// <summary>An authenticator app that one browser is setting up; the browser keeps it, sealed, so that a wrong code does not cost the picture that was scanned.</summary>
/// <param name="Session">SHA-256 of the session's cookie, base64url.</param>
/// <param name="Secret">Base 32.</param>
/// <param name="Address">The <c>otpauth</c> URI.</param>
/// <param name="Pending">What the registration wants back.</param>
internal sealed record CodeSetUp(DateTimeOffset ExpiresOn, string Session, string Secret, string Address, string Pending)
{
    // Records print all they hold; this one holds the secret.
    public override string ToString() => nameof(CodeSetUp);
}
