namespace Keyway.SecurityKeys.SoftwareKeys;

/// <summary>The answer to one CTAP command: a status, and CBOR only with <see cref="CtapStatus.Ok"/>.</summary>
internal readonly record struct CtapReply(CtapStatus Status, byte[]? Body = null)
{
    public byte[] Encode() => Status == CtapStatus.Ok && Body is not null ? [(byte)Status, .. Body] : [(byte)Status];

    public static implicit operator CtapReply(CtapStatus status) => new(status);

    public static implicit operator CtapReply(byte[] body) => new(CtapStatus.Ok, body);
}
