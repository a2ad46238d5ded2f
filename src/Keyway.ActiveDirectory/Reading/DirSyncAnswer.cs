using Keyway.ActiveDirectory.Ldap;

namespace Keyway.ActiveDirectory.Reading;

/// <summary>One answer of a domain controller to the question for changes.</summary>
/// <param name="Entries">What changed, only with the attributes that did.</param>
/// <param name="Cookie">The domain controller's own, from which it goes on.</param>
/// <param name="More">It has more to tell at once.</param>
internal sealed record DirSyncAnswer(IReadOnlyList<LdapEntry> Entries, ReadOnlyMemory<byte> Cookie, bool More);
