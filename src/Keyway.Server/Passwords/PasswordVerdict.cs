using Keyway.Contracts.Passwords;

namespace Keyway.Server.Passwords;

/// <summary>What a domain said of a name and a password: <see cref="PasswordOutcomes"/> as the server reads them.</summary>
internal enum PasswordVerdict
{
    Valid = 1,
    Wrong,
    Unknown,
    AccountExpired,
    Disabled,
    Locked,
    PasswordExpired,
    Restricted,
    Unavailable,
}
