using System.Text;

namespace Keyway.SecurityKeys.SoftwareKeys;

/// <summary>The parameters of authenticatorMakeCredential (CTAP 2.1, 6.1).</summary>
internal sealed record MakeCredentialParameters(
    ReadOnlyMemory<byte> ClientDataHash,
    string RelyingPartyId,
    ReadOnlyMemory<byte> UserId,
    string? UserName,
    string? UserDisplayName,
    bool SupportedAlgorithm,
    IReadOnlyList<ReadOnlyMemory<byte>> Exclude,
    long? Protection,
    bool HmacSecret,
    bool MinimumPinLength,
    bool Resident,
    bool? UserPresence,
    bool UserVerification,
    ReadOnlyMemory<byte>? PinUvAuth,
    long? PinUvAuthProtocol)
{
    /// <summary>CTAP 2.1, 12.4: tells an RP that may know the least length of the PIN.</summary>
    public const string MinimumPinLengthExtension = "minPinLength";

    private const int LongestName = 64;

    public static CtapStatus Read(CtapMap map, out MakeCredentialParameters parameters)
    {
        CtapMap relyingParty = map.RequiredMap(2L);
        CtapMap user = map.RequiredMap(3L);
        CtapMap? extensions = map.OptionalMap(6L);
        CtapMap? options = map.OptionalMap(7L);
        parameters = new MakeCredentialParameters(
            ClientDataHash: map.RequiredBytes(1L),
            RelyingPartyId: relyingParty.RequiredText("id"),
            UserId: user.RequiredBytes("id"),
            UserName: Shortened(user.OptionalText("name")),
            UserDisplayName: Shortened(user.OptionalText("displayName")),
            SupportedAlgorithm: SupportsOne(map.RequiredMaps(4L)),
            Exclude: CredentialDescriptors.Read(map.OptionalMaps(5L)),
            Protection: extensions?.OptionalInteger("credProtect"),
            HmacSecret: extensions?.OptionalFlag(HmacSecretExtension.Name) ?? false,
            MinimumPinLength: extensions?.OptionalFlag(MinimumPinLengthExtension) ?? false,
            Resident: options?.OptionalFlag("rk") ?? false,
            UserPresence: options?.OptionalFlag("up"),
            UserVerification: options?.OptionalFlag("uv") ?? false,
            PinUvAuth: map.OptionalBytes(8L),
            PinUvAuthProtocol: map.OptionalInteger(9L));
        if (map.Status != CtapStatus.Ok) return map.Status;
        if (parameters.ClientDataHash.Length != 32 || parameters.UserId.Length is < 1 or > 64) return CtapStatus.InvalidLength;
        if (parameters.RelyingPartyId.Length == 0) return CtapStatus.InvalidParameter;

        // Enterprise attestation needs a key that a vendor prepared.
        return map.Has(10L) ? CtapStatus.InvalidParameter : CtapStatus.Ok;
    }

    private static bool SupportsOne(IReadOnlyList<CtapMap> algorithms)
    {
        bool supported = false;
        foreach (CtapMap algorithm in algorithms)
        {
            long number = algorithm.RequiredInteger("alg");
            supported |= algorithm.RequiredText("type") == CredentialDescriptors.PublicKeyType && number == CoseEc2Key.Es256;
        }

        return supported;
    }

    /// <summary>The name as a key keeps it: cut at 64 bytes of UTF-8, between characters (CTAP 2.1, 6.1).</summary>
    internal static string? Shortened(string? name)
    {
        if (name is null) return null;
        int bytes = 0;
        int length = 0;
        foreach (Rune rune in name.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > LongestName) return name[..length];
            length += rune.Utf16SequenceLength;
        }

        return name;
    }
}
