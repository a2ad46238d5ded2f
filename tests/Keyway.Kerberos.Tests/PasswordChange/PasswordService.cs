using System.Buffers.Binary;
using System.Text;
using Keyway.Kerberos.Messages;
using Keyway.Kerberos.PasswordChange;

namespace Keyway.Kerberos.Tests.PasswordChange;

/// <summary>The service <c>kadmin/changepw</c> by its specification (RFC 3244 2): opens a request and makes replies, right ones and hostile ones.</summary>
internal sealed class PasswordService(KerberosKey sessionKey)
{
    public const uint Number = 77;

    public Authenticator Authenticator { get; private set; } = null!;

    public EncKrbPrivPart Asked { get; private set; } = null!;

    /// <summary>The protected part of the request, as it came.</summary>
    public ReadOnlyMemory<byte> Message { get; private set; }

    public void Read(byte[] request)
    {
        Assert.True(PasswordChangeMessage.TryParse(request, out var ap, out var message));
        Message = message;
        Authenticator = Authenticator.Parse(sessionKey.Decrypt(KeyUsage.ApReqAuthenticator, ApReq.Parse(ap!.Value).Value.Authenticator.Cipher).Value).Value;
        Asked = EncKrbPrivPart.Parse(Authenticator.Subkey!.Decrypt(KeyUsage.PrivateMessage, KrbPriv.Parse(message).Value.EncryptedPart.Cipher).Value).Value;
    }

    /// <summary>A reply; each argument that is given makes it wrong in one way.</summary>
    public byte[] Reply(int code, byte[]? text = null, DateTimeOffset? time = null, KerberosKey? proofKey = null, KerberosKey? messageKey = null, KerberosKey? subkey = null, uint? number = Number, uint? announced = Number)
    {
        var data = new byte[2 + (text?.Length ?? 0)];
        BinaryPrimitives.WriteUInt16BigEndian(data, (ushort)code);
        text?.CopyTo(data, 2);
        var key = messageKey ?? subkey ?? Authenticator.Subkey!;
        var message = new KrbPriv(new EncryptedData((int)key.Type, null, key.Encrypt(KeyUsage.PrivateMessage, new EncKrbPrivPart(data, number, null).Encode()))).Encode();
        return PasswordChangeMessage.Build(Proof(time ?? Authenticator.Time, proofKey ?? sessionKey, subkey, announced), message);
    }

    /// <summary>A proof with another message behind it.</summary>
    public byte[] ReplyWith(ReadOnlySpan<byte> message, uint announced = Number) => PasswordChangeMessage.Build(Proof(Authenticator.Time, sessionKey, null, announced), message);

    public static byte[] Error(int result, string text) => PasswordChangeMessage.Build(
        [], new KrbError(DateTimeOffset.UnixEpoch, 60, "TEST", null, null, [(byte)(result >> 8), (byte)result, .. Encoding.UTF8.GetBytes(text)]).Encode());

    private static byte[] Proof(DateTimeOffset time, KerberosKey key, KerberosKey? subkey, uint? number) =>
        new ApRep(new EncryptedData((int)key.Type, null, key.Encrypt(KeyUsage.ApRepEncryptedPart, new EncApRepPart(time, subkey, number).Encode()))).Encode();
}
