using System.Globalization;

namespace Keyway.ActiveDirectory.Reading;

/// <summary>Values of sAMAccountType ([MS-SAMR] 2.2.1.9). Distribution lists have the value of their kind plus one; trusts have their own.</summary>
internal static class SamAccountTypes
{
    /// <summary>A global or universal security group.</summary>
    public const long Group = 0x1000_0000;

    /// <summary>A domain local or built-in security group.</summary>
    public const long LocalGroup = 0x2000_0000;

    /// <summary>A person's account, and krbtgt's.</summary>
    public const long User = 0x3000_0000;

    /// <summary>Computers, domain controllers, managed service accounts.</summary>
    public const long Machine = 0x3000_0001;

    public static string Text(long type) => type.ToString(CultureInfo.InvariantCulture);
}
