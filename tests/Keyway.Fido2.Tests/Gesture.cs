using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Keyway.Fido2.Tests;

/// <summary>What a client and its key are made to say; by default all that a sign-in at <see cref="Site"/> should say.</summary>
internal sealed record Gesture
{
    public string Type { get; init; } = "webauthn.get";

    public byte[] Challenge { get; init; } = Site.Challenge;

    public string Origin { get; init; } = Site.Origin;

    /// <summary>Further members, such as <c>,"crossOrigin":true</c>.</summary>
    public string Members { get; init; } = ",\"crossOrigin\":false";

    public string RelyingPartyId { get; init; } = Site.Id;

    public AuthenticatorFlags Flags { get; init; } = AuthenticatorFlags.UserPresent | AuthenticatorFlags.UserVerified;

    public uint SignCount { get; init; } = 5;

    public byte[] Extensions { get; init; } = [];

    public byte[] ClientDataJson =>
        Encoding.UTF8.GetBytes($"{{\"type\":\"{Type}\",\"challenge\":\"{Base64Url.EncodeToString(Challenge)}\",\"origin\":\"{Origin}\"{Members}}}");

    public byte[] AuthenticatorData(byte[] attestedData)
    {
        var header = new byte[37];
        SHA256.HashData(Encoding.UTF8.GetBytes(RelyingPartyId)).CopyTo(header, 0);
        var flags = Flags
            | (attestedData.Length > 0 ? AuthenticatorFlags.AttestedData : 0)
            | (Extensions.Length > 0 ? AuthenticatorFlags.ExtensionData : 0);
        header[32] = (byte)flags;
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(33), SignCount);
        return [.. header, .. attestedData, .. Extensions];
    }
}
