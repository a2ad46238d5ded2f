namespace Keyway.ActiveDirectory.Ldap.Native;

/// <summary>Session options of <c>ldap.h</c>.</summary>
internal enum LdapOption
{
    Dereference = 0x0002,
    Referrals = 0x0008,
    ProtocolVersion = 0x0011,
    ResultCode = 0x0031,
    DiagnosticMessage = 0x0032,
    Timeout = 0x5002,
    NetworkTimeout = 0x5005,
    SocketBuffer = 0x5008,
    TlsCaFile = 0x6002,
    TlsCaDirectory = 0x6003,
    TlsRequireCertificate = 0x6006,
    TlsMinimumVersion = 0x6007,
    TlsNewContext = 0x600F,
    SaslSecurityProperties = 0x6106,
    SaslNoCanonicalName = 0x610B,
    SaslChannelBinding = 0x610E,
}
