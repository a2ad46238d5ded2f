using Keyway.Kerberos.Messages;

namespace Keyway.Kerberos.Keytabs;

/// <summary>One long-term key of an account that this computer holds.</summary>
/// <param name="Principal">Whose key it is, such as <c>DEV1$</c> or <c>host/dev1.contoso.corp.com</c>.</param>
/// <param name="Realm">The account's realm, such as <c>CONTOSO.CORP.COM</c>.</param>
/// <param name="Key">The key: a secret.</param>
/// <param name="Version">The key's version, which the domain controller counts up at each change of the password.</param>
/// <param name="WrittenOn">When the entry was written, UTC, whole seconds.</param>
public sealed record KeytabEntry(PrincipalName Principal, string Realm, KerberosKey Key, uint Version, DateTimeOffset WrittenOn)
{
    /// <summary>Names, type and version only.</summary>
    public override string ToString() => $"{Principal}@{Realm} {Key.Type} version {Version}";
}
