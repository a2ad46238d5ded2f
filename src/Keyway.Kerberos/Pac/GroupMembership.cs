namespace Keyway.Kerberos.Pac;

/// <summary>A group of the user's own domain ([MS-PAC] 2.2.2).</summary>
/// <param name="RelativeIdentifier">The last part of the group's SID.</param>
/// <param name="Attributes">SE_GROUP flags; 7 is mandatory, enabled by default, enabled.</param>
public readonly record struct GroupMembership(uint RelativeIdentifier, uint Attributes);
