using Keyway.Errors;

namespace Keyway.Fido2.Attestation;

/// <summary>certInfo: a TPMS_ATTEST by which a TPM certifies one of its own keys (TPM 2.0 library, part 2, 10.12.12).</summary>
/// <param name="ExtraData">What the caller had the TPM sign along.</param>
/// <param name="Name">The certified key's name: algorithm of the hash, then the hash of its public area.</param>
internal sealed record TpmCertInfo(byte[] ExtraData, byte[] Name)
{
    /// <summary>TPM_GENERATED_VALUE: no TPM signs data from outside that begins with this.</summary>
    private const uint Generated = 0xff544347;

    /// <summary>TPM_ST_ATTEST_CERTIFY.</summary>
    private const ushort Certify = 0x8017;

    // clock 8, resetCount 4, restartCount 4, safe 1; then firmwareVersion 8.
    private const int ClockAndFirmware = 25;

    /// <returns>The structure, KW1090 when it is malformed, or KW1092 when it certifies no key.</returns>
    public static Result<TpmCertInfo> Parse(ReadOnlySpan<byte> bytes)
    {
        var reader = new TpmReader(bytes);
        var magic = reader.UInt32();
        var type = reader.UInt16();
        if (reader.Failed) return new Refusal(Catalogue.WebAuthn.TpmStructureMalformed, "certInfo");
        if (magic != Generated) return new Refusal(Catalogue.WebAuthn.TpmAttestationForeign, "magic");
        if (type != Certify) return new Refusal(Catalogue.WebAuthn.TpmAttestationForeign, "type");
        _ = reader.Sized(); // qualifiedSigner
        var extraData = reader.Sized();
        _ = reader.Take(ClockAndFirmware);
        var name = reader.Sized();
        _ = reader.Sized(); // qualifiedName
        return reader.EndedWell
            ? new TpmCertInfo(extraData.ToArray(), name.ToArray())
            : new Refusal(Catalogue.WebAuthn.TpmStructureMalformed, "certInfo");
    }
}
