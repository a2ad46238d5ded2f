namespace Keyway.Connect.Synchronization;

/// <summary>The group whose members, nested ones too, are the scope.</summary>
internal sealed record ScopeGroup(Guid Anchor, string Dn);
