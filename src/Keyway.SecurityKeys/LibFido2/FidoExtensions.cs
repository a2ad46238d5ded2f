namespace Keyway.SecurityKeys.LibFido2;

/// <summary>libfido2's <c>FIDO_EXT_*</c>.</summary>
[Flags]
internal enum FidoExtensions
{
    None = 0,
    HmacSecret = 0x01,
    CredentialProtection = 0x02,
}
