namespace Keyway.ActiveDirectory.Ldap;

/// <summary>One search. Referrals are never followed.</summary>
/// <param name="BaseDn">Where it starts; empty for the root DSE.</param>
/// <param name="Scope">How deep it goes.</param>
/// <param name="Filter">What it looks for.</param>
/// <param name="Attributes">Their names; constructed ones only come when named.</param>
public sealed record LdapSearch(string BaseDn, LdapScope Scope, LdapFilter Filter, params IReadOnlyList<string> Attributes)
{
    /// <summary>Entries a page (RFC 2696); domain controllers give no more than 1000 at once.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>Refuse with <c>KW1412</c> beyond so many entries, so that a hostile directory cannot fill the memory.</summary>
    public int MaxEntries { get; init; } = 2_000_000;

    /// <summary>Longer values are not taken: their attributes are named in <see cref="LdapEntry.Oversized"/>. Bytes.</summary>
    public int MaxValueBytes { get; init; } = int.MaxValue;

    internal IReadOnlyList<LdapControl> Controls { get; init; } = [];
}
