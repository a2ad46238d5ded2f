using Keyway.Errors;
using Keyway.Server.Portal.Shared;
using Keyway.Server.SignIns;

namespace Keyway.Server.Portal.MySignIns;

/// <summary>A sign-in in the words of the person whose it was.</summary>
/// <param name="Where">The computer or browser.</param>
/// <param name="Refused">Why it was refused; null when the person was let in.</param>
internal sealed record SignInRow(DateTimeOffset On, string Where, string How, string Address, KeywayError? Refused)
{
    /// <param name="device">What the joined computer is called, when one was used that is known still.</param>
    public static SignInRow Of(SignInEntry entry, string? device) => new(
        entry.OccurredOn, device ?? Place(entry), SignInText.Of(entry.Method), entry.Source.Address, entry.Error is { } number ? SignInText.Error(number) ?? Catalogue.Accounts.NotSignedIn : null);

    private static string Place(SignInEntry entry) => entry.Client switch
    {
        SignInClient.Device => "A computer of the organisation",
        SignInClient.DeviceCode => "A code that another device showed",
        _ when entry.Source.UserAgent.Length > 0 => ClientWords.Of(entry.Source.UserAgent),
        SignInClient.TokenEndpoint => "A program",
        _ => "A browser",
    };
}
