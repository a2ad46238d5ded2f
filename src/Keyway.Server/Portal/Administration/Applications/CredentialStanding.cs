using Keyway.Server.Applications;

namespace Keyway.Server.Portal.Administration.Applications;

/// <summary>How credentials stand to their end, as a state and in words.</summary>
internal readonly record struct CredentialStanding(string State, string Words)
{
    /// <summary>From here on somebody should renew it.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    public static CredentialStanding Of(ApplicationCredential credential, DateTimeOffset now) =>
        credential.ExpiresOn <= now ? new("danger", "Run out") : credential.ExpiresOn <= now + Soon ? new("warning", "Ends soon") : new("ok", "Works");

    /// <summary>Of the credential that works longest: with it the application signs in.</summary>
    public static CredentialStanding Of(Application application, DateTimeOffset now) =>
        application.Credentials.MaxBy(credential => credential.ExpiresOn) is { } longest ? Of(longest, now) : new("note", "None");
}
