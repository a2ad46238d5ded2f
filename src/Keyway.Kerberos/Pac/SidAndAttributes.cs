namespace Keyway.Kerberos.Pac;

/// <summary>Any security identifier that counts for the user ([MS-PAC] 2.2.1).</summary>
/// <param name="Attributes">SE_GROUP flags.</param>
public sealed record SidAndAttributes(SecurityIdentifier Sid, uint Attributes);
