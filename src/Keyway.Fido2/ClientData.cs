using Keyway.Errors;

namespace Keyway.Fido2;

/// <summary>What the client says that it did: the parsed clientDataJSON (WebAuthn L3 5.8.1).</summary>
/// <param name="Type"><c>webauthn.create</c> or <c>webauthn.get</c>.</param>
/// <param name="Challenge">The challenge, decoded from base64url.</param>
/// <param name="Origin">The origin that asked, such as <c>https://login.contoso.com</c>.</param>
/// <param name="CrossOrigin">True when it asked from inside a frame of another origin.</param>
/// <param name="TopOrigin">The page around that frame, when told.</param>
public sealed record ClientData(string Type, ReadOnlyMemory<byte> Challenge, string Origin, bool CrossOrigin, string? TopOrigin)
{
    /// <summary>The type of a registration.</summary>
    public const string RegistrationType = "webauthn.create";

    /// <summary>The type of a sign-in.</summary>
    public const string AssertionType = "webauthn.get";

    /// <summary>Reads a clientDataJSON of at most 16 KiB. Members that it does not know are skipped.</summary>
    /// <returns>The data, or one of KW1020 to KW1023.</returns>
    public static Result<ClientData> Parse(ReadOnlyMemory<byte> json) => ClientDataReader.Read(json.Span);
}
