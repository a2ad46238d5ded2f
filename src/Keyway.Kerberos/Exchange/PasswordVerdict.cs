namespace Keyway.Kerberos.Exchange;

/// <summary>What a domain says of a user and a password. Only <see cref="Right"/> lets anyone in.</summary>
public enum PasswordVerdict
{
    /// <summary>The password is right, the account may sign in, and the KDC has proven itself.</summary>
    Right = 1,

    /// <summary>The password is wrong.</summary>
    Wrong,

    /// <summary>The password is right, and too old or to be changed at once.</summary>
    PasswordExpired,

    /// <summary>The account's time is over; the domain does not look at the password.</summary>
    AccountExpired,

    /// <summary>The account is disabled; the domain does not look at the password.</summary>
    Disabled,

    /// <summary>Too many wrong passwords; the domain does not look at this one.</summary>
    Locked,

    /// <summary>Logon hours, workstation, smart card or another rule of the domain.</summary>
    Restricted,

    /// <summary>The domain does not know the name.</summary>
    Unknown,
}
