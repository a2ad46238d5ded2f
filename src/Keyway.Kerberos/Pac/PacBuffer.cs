namespace Keyway.Kerberos.Pac;

/// <summary>One buffer of a PAC as it is on the wire, without the padding behind it ([MS-PAC] 2.4).</summary>
public sealed record PacBuffer(PacBufferType Type, byte[] Data);
