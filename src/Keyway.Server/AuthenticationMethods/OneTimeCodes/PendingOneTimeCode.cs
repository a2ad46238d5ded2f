namespace Keyway.Server.AuthenticationMethods.OneTimeCodes;

/// <summary>An authenticator app that is being set up; the server keeps nothing of it until a code proves that the app has the secret.</summary>
/// <param name="Secret">Base 32, for people who type it; shown this once.</param>
/// <param name="Address">The <c>otpauth</c> URI, for the picture.</param>
/// <param name="Pending">Secret, person and time, sealed: what the page's session keeps and <see cref="OneTimeCodes.ConfirmAsync"/> wants back. 76 characters, base64url.</param>
internal sealed record PendingOneTimeCode(string Secret, string Address, string Pending)
{
    // Records print all they hold; this one holds the secret.
    public override string ToString() => nameof(PendingOneTimeCode);
}
