using System.Formats.Cbor;

namespace Keyway.SecurityKeys.SoftwareKeys;

/// <summary>Writers of the CTAP2 canonical form (CTAP 2.1, 8), which sort the keys of a map and count its entries themselves.</summary>
internal static class CtapWriter
{
    public static CborWriter New() => new(CborConformanceMode.Ctap2Canonical, convertIndefiniteLengthEncodings: true);
}
