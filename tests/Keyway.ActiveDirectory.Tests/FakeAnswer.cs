using Keyway.ActiveDirectory.Ldap;

namespace Keyway.ActiveDirectory.Tests;

/// <summary>What a <see cref="FakeDirectory"/> answers to one search.</summary>
internal sealed record FakeAnswer(params IReadOnlyList<FakeEntry> Entries)
{
    /// <summary>RFC 4511 4.1.9.</summary>
    public int Code { get; init; }

    public IReadOnlyList<LdapControl> Controls { get; init; } = [];
}
