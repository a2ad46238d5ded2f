using Keyway.Contracts.Passwords;
using Keyway.Kerberos.Exchange;

namespace Keyway.Connect.Passwords;

/// <summary>What a domain said, in the words of <see cref="PasswordOutcomes"/>.</summary>
internal static class PasswordWords
{
    public static string Of(PasswordVerdict verdict) => verdict switch
    {
        PasswordVerdict.Right => PasswordOutcomes.Valid,
        PasswordVerdict.Wrong => PasswordOutcomes.Wrong,
        PasswordVerdict.PasswordExpired => PasswordOutcomes.PasswordExpired,
        PasswordVerdict.AccountExpired => PasswordOutcomes.AccountExpired,
        PasswordVerdict.Disabled => PasswordOutcomes.Disabled,
        PasswordVerdict.Locked => PasswordOutcomes.Locked,
        PasswordVerdict.Restricted => PasswordOutcomes.Restricted,
        PasswordVerdict.Unknown => PasswordOutcomes.Unknown,
        _ => PasswordOutcomes.Unavailable,
    };
}
