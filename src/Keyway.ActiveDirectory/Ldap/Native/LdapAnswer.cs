namespace Keyway.ActiveDirectory.Ldap.Native;

/// <summary>How an operation ended, and what a search found.</summary>
/// <param name="Code">RFC 4511 4.1.9, or negative when the library itself failed.</param>
/// <param name="Text">The diagnostic message.</param>
/// <param name="Entries">What a search found.</param>
/// <param name="Controls">Controls that came with the result.</param>
internal sealed record LdapAnswer(int Code, string? Text, IReadOnlyList<LdapEntry> Entries, IReadOnlyList<LdapControl> Controls)
{
    public const int Success = 0;
    public const int ServerDown = -1;
    public const int DecodingError = -4;
    public const int TimedOut = -5;
    public const int AuthUnknown = -6;
    public const int ConnectError = -11;

    /// <summary>Ours: the answer passed a bound.</summary>
    public const int TooMuch = -1000;

    public static LdapAnswer Failed(int code, string? text = null) => new(code, text, [], []);
}
