namespace Keyway.Kerberos.Exchange;

/// <summary>What the errors of a KDC mean for a password. Measured on Samba; the numbers of Windows are those of [MS-KILE] 3.3.5.6 and [MS-ERREF] 2.3.1.</summary>
internal static class PasswordVerdicts
{
    /// <summary>The verdict behind an error; null when it says nothing of user or password.</summary>
    /// <param name="code">RFC 4120 7.5.9.</param>
    /// <param name="windowsStatus">The NTSTATUS beside it, which says more; null when there is none.</param>
    public static PasswordVerdict? From(int code, uint? windowsStatus) => FromStatus(windowsStatus) ?? code switch
    {
        1 => PasswordVerdict.AccountExpired,
        6 => PasswordVerdict.Unknown,
        12 => PasswordVerdict.Restricted,
        18 => PasswordVerdict.Locked, // Samba gives a status for each other reason to revoke.
        23 => PasswordVerdict.PasswordExpired,
        24 => PasswordVerdict.Wrong,
        _ => null,
    };

    private static PasswordVerdict? FromStatus(uint? windowsStatus) => windowsStatus switch
    {
        0xC0000064 => PasswordVerdict.Unknown, // NO_SUCH_USER
        0xC000006A or 0xC000006D => PasswordVerdict.Wrong, // WRONG_PASSWORD, LOGON_FAILURE
        0xC000006E or 0xC000006F or 0xC0000070 => PasswordVerdict.Restricted, // ACCOUNT_RESTRICTION, INVALID_LOGON_HOURS, INVALID_WORKSTATION
        0xC0000071 or 0xC0000224 => PasswordVerdict.PasswordExpired, // PASSWORD_EXPIRED, PASSWORD_MUST_CHANGE
        0xC0000072 => PasswordVerdict.Disabled, // ACCOUNT_DISABLED
        0xC000015B => PasswordVerdict.Restricted, // LOGON_TYPE_NOT_GRANTED
        0xC0000193 => PasswordVerdict.AccountExpired, // ACCOUNT_EXPIRED
        0xC0000234 => PasswordVerdict.Locked, // ACCOUNT_LOCKED_OUT
        0xC00002FA => PasswordVerdict.Restricted, // SMARTCARD_LOGON_REQUIRED
        0xC0000413 => PasswordVerdict.Restricted, // AUTHENTICATION_FIREWALL_FAILED
        _ => null,
    };
}
