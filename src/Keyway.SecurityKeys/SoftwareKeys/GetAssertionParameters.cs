namespace Keyway.SecurityKeys.SoftwareKeys;

/// <summary>The parameters of authenticatorGetAssertion (CTAP 2.1, 6.2).</summary>
internal sealed record GetAssertionParameters(
    string RelyingPartyId,
    ReadOnlyMemory<byte> ClientDataHash,
    IReadOnlyList<ReadOnlyMemory<byte>>? Allow,
    CtapMap? HmacSecret,
    bool UserPresence,
    bool UserVerification,
    ReadOnlyMemory<byte>? PinUvAuth,
    long? PinUvAuthProtocol)
{
    public static CtapStatus Read(CtapMap map, out GetAssertionParameters parameters)
    {
        CtapMap? options = map.OptionalMap(5L);
        IReadOnlyList<CtapMap>? allow = map.OptionalMaps(3L);
        parameters = new GetAssertionParameters(
            RelyingPartyId: map.RequiredText(1L),
            ClientDataHash: map.RequiredBytes(2L),
            Allow: allow is null or { Count: 0 } ? null : CredentialDescriptors.Read(allow),
            HmacSecret: map.OptionalMap(4L)?.OptionalMap(HmacSecretExtension.Name),
            UserPresence: options?.OptionalFlag("up") ?? true,
            UserVerification: options?.OptionalFlag("uv") ?? false,
            PinUvAuth: map.OptionalBytes(6L),
            PinUvAuthProtocol: map.OptionalInteger(7L));
        if (map.Status != CtapStatus.Ok) return map.Status;
        if (parameters.ClientDataHash.Length != 32) return CtapStatus.InvalidLength;
        if (parameters.RelyingPartyId.Length == 0) return CtapStatus.InvalidParameter;
        return options?.Has("rk") == true ? CtapStatus.UnsupportedOption : CtapStatus.Ok;
    }
}
