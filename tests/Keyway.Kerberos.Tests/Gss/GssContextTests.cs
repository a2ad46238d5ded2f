using System.Security.Cryptography;
using Keyway.Errors;
using Keyway.Kerberos.Gss;

namespace Keyway.Kerberos.Tests.Gss;

public sealed class GssContextTests : IDisposable
{
    private static readonly byte[] Before = [.. Enumerable.Range(0, 24).Select(i => (byte)i)];
    private static readonly byte[] After = [16, 6, 0, 0, 1, 0, 0, 0];

    private readonly GssContext _client;
    private readonly GssContext _service;

    public GssContextTests()
    {
        using var key = KerberosKey.Random(EncryptionType.Aes256CtsHmacSha1);
        _client = new GssContext(key, byAcceptor: true, isInitiator: true, 7, 9);
        _service = new GssContext(key, byAcceptor: true, isInitiator: false, 9, 7);
    }

    public void Dispose()
    {
        _client.Dispose();
        _service.Dispose();
    }

    [Theory]
    [InlineData(EncryptionType.Aes128CtsHmacSha1)]
    [InlineData(EncryptionType.Aes256CtsHmacSha1)]
    public void What_one_side_seals_the_other_opens_in_both_directions_and_all_lengths(EncryptionType type)
    {
        using var key = KerberosKey.Random(type);
        using var client = new GssContext(key, byAcceptor: false, isInitiator: true, 1, 2);
        using var service = new GssContext(key, byAcceptor: false, isInitiator: false, 2, 1);
        for (var length = 0; length < 70; length++)
        {
            var message = RandomNumberGenerator.GetBytes(length);
            var (from, to) = length % 2 == 0 ? (client, service) : (service, client);
            var (sealedMessage, token) = Seal(from, message);
            if (length > 15)
                Assert.NotEqual(message, sealedMessage);
            Assert.Null(to.Open(Before, sealedMessage, After, token));
            Assert.Equal(message, sealedMessage);
        }
    }

    [Fact]
    public void The_recorded_messages_of_a_domain_controller_open()
    {
        var vector = VectorFile.Open("recorded.json").Cases("gss-dce")[0];
        using var key = vector.Aes256("acceptorSubkey");
        using var client = new GssContext(key, byAcceptor: true, isInitiator: true, vector.Unsigned("initiatorSequence"), vector.Unsigned("acceptorSequence"));
        using var service = new GssContext(key, byAcceptor: true, isInitiator: false, vector.Unsigned("acceptorSequence"), vector.Unsigned("initiatorSequence"));
        foreach (var recorded in vector.GetProperty("messages").EnumerateArray())
        {
            var message = recorded.Bytes("message");
            var to = recorded.Text("direction") == "from client" ? service : client;
            Assert.Null(to.Open(recorded.Bytes("before"), message, recorded.Bytes("after"), recorded.Bytes("token")));
            Assert.Equal(recorded.Bytes("plaintext"), message[..^recorded.Number("padding")]);
        }
    }

    [Fact]
    public void A_change_of_any_bit_is_noticed_and_leaves_the_message_sealed()
    {
        var (message, token) = Seal(_client, "a message of a few blocks, so that all of them are tried"u8.ToArray());
        Attack(message.Length, (i, bit) => Open(Flipped(Before, i % Before.Length, bit), message, After, token));
        Attack(message.Length, (i, bit) => Open(Before, Flipped(message, i, bit), After, token));
        Attack(After.Length, (i, bit) => Open(Before, message, Flipped(After, i, bit), token));
        Attack(token.Length, (i, bit) => Open(Before, message, After, Flipped(token, i, bit)));

        Assert.Null(_service.Open(Before, message, After, token));
    }

    [Fact]
    public void A_repeated_message_is_refused()
    {
        var (message, token) = Seal(_client, "once"u8.ToArray());
        Assert.Null(_service.Open(Before, message.ToArray(), After, token));

        Forged("sequence", _service.Open(Before, message, After, token));
    }

    [Fact]
    public void A_message_that_overtook_another_is_refused()
    {
        Seal(_client, "first"u8.ToArray());
        var (message, token) = Seal(_client, "second"u8.ToArray());

        Forged("sequence", _service.Open(Before, message, After, token));
    }

    [Fact]
    public void A_message_sent_back_to_its_sender_is_refused()
    {
        using var key = KerberosKey.Random(EncryptionType.Aes256CtsHmacSha1);
        using var client = new GssContext(key, byAcceptor: true, isInitiator: true, 5, 5);
        var (message, token) = Seal(client, "mirror"u8.ToArray());
        Forged("flags", client.Open(Before, message, After, token));

        // Nor does it help to write the other direction upon it.
        token[2] ^= 1;
        Forged("signature", client.Open(Before, message, After, token));
    }

    [Fact]
    public void A_message_that_claims_not_to_be_encrypted_is_refused()
    {
        var (message, token) = Seal(_client, "clear"u8.ToArray());
        token[2] &= 0xFD;

        Forged("flags", _service.Open(Before, message, After, token));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(12)]
    [InlineData(27)]
    [InlineData(44)]
    [InlineData(65535)]
    public void A_swapped_rotation_is_refused(int rotation)
    {
        var (message, token) = Seal(_client, "rotated"u8.ToArray());
        token[6] = (byte)(rotation >> 8);
        token[7] = (byte)(rotation & 0xFF);

        Forged("rotation", _service.Open(Before, message, After, token));
    }

    [Fact]
    public void A_token_cut_or_prolonged_anywhere_is_refused()
    {
        var (message, token) = Seal(_client, "whole"u8.ToArray());
        for (var length = 0; length < token.Length; length++)
            Assert.NotNull(_service.Open(Before, message.ToArray(), After, token.AsSpan(0, length)));
        Assert.NotNull(_service.Open(Before, message.ToArray(), After, [.. token, 0]));
        Assert.NotNull(_service.Open(Before, message.AsSpan(1).ToArray(), After, token));

        Assert.Null(_service.Open(Before, message, After, token));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(17)]
    [InlineData(65535)]
    public void A_filler_of_another_length_is_refused(int filler)
    {
        var (message, token) = Seal(_client, "filled"u8.ToArray());
        token[4] = (byte)(filler >> 8);
        token[5] = (byte)(filler & 0xFF);

        Forged("length", _service.Open(Before, message, After, token));
    }

    [Fact]
    public void A_message_of_another_session_is_refused()
    {
        using var key = KerberosKey.Random(EncryptionType.Aes256CtsHmacSha1);
        using var other = new GssContext(key, byAcceptor: true, isInitiator: true, 7, 9);
        var (message, token) = Seal(other, "stranger"u8.ToArray());

        Forged("signature", _service.Open(Before, message, After, token));
    }

    private static (byte[] Message, byte[] Token) Seal(GssContext context, byte[] message)
    {
        var copy = message.ToArray();
        var token = new byte[GssContext.TokenLength];
        context.Seal(Before, copy, After, token);
        return (copy, token);
    }

    private Refusal? Open(byte[] before, byte[] message, byte[] after, byte[] token)
    {
        var copy = message.ToArray();
        var refusal = _service.Open(before, copy, after, token);
        Assert.Equal(message, copy);
        return refusal;
    }

    private static void Attack(int length, Func<int, int, Refusal?> open)
    {
        for (var i = 0; i < length; i++)
        {
            for (var bit = 0; bit < 8; bit++)
                Assert.NotNull(open(i, bit));
        }
    }

    private static byte[] Flipped(byte[] bytes, int at, int bit)
    {
        var copy = bytes.ToArray();
        copy[at] ^= (byte)(1 << bit);
        return copy;
    }

    private static void Forged(string what, Refusal? refusal)
    {
        Assert.Equal(Catalogue.Kerberos.ProtectedMessageForged, refusal?.Error);
        Assert.Contains(what, refusal!.Detail!, StringComparison.Ordinal);
    }
}
