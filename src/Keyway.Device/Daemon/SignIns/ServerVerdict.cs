using Keyway.Errors;

namespace Keyway.Device.Daemon.SignIns;

/// <summary>What the identity server's refusals mean for what is kept here.</summary>
internal static class ServerVerdict
{
    // Its verdicts on accounts, keys and computers; below them is what ails a request or the server itself.
    private const int First = 2050;
    private const int Last = 2299;

    /// <summary>The server has spoken against this person, key or computer: nothing that is kept here opens anything behind its back.</summary>
    public static bool EndsAccess(Refusal refusal) => refusal.Error.Number is >= First and <= Last;

    /// <summary>The kept session is worth nothing any more; the person may well sign in again.</summary>
    public static bool EndsSession(Refusal refusal) =>
        EndsAccess(refusal) || refusal.Error == Catalogue.PrimaryRefreshTokens.TokenUnknown || refusal.Error == Catalogue.PrimaryRefreshTokens.ProofWrong || refusal.Error == Catalogue.Device.SessionKeyNotOurs;
}
