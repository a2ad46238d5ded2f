namespace Keyway.Kerberos.Exchange;

/// <summary>The verdict on a password and how it was found.</summary>
/// <param name="Verdict">What the domain says.</param>
/// <param name="Armoured">True when FAST protected the check, so that nobody on the way could read from it or forge the verdict. Without FAST only <see cref="PasswordVerdict.Right"/> is proven.</param>
/// <param name="Detail">The KDC's code and NTSTATUS for the log; null when it accepted the password.</param>
public sealed record PasswordAnswer(PasswordVerdict Verdict, bool Armoured, string? Detail);
