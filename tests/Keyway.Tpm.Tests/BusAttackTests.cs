using System.Security.Cryptography;
using Keyway.Errors;
using Keyway.Tpm.Commands;
using Keyway.Tpm.Keys;

namespace Keyway.Tpm.Tests;

/// <summary>A listener, then a liar, on the wires between processor and TPM.</summary>
public sealed class BusAttackTests : IDisposable
{
    private readonly SoftwareTpm _software = new();

    public void Dispose() => _software.Dispose();

    [Fact]
    public void D05_A_listener_on_the_bus_does_not_hear_what_is_decrypted()
    {
        using var bus = new Bus(_software.Port, (_, forward) => forward());
        using var tpm = Tpm.Open(bus.Address, TestContext.Current.CancellationToken).Value;
        using var key = tpm.Key(TpmKeyKind.Decryption);
        var secret = RandomNumberGenerator.GetBytes(32);
        Assert.Equal(secret, key.Decrypt(key.Encrypt(secret, RSAEncryptionPadding.OaepSHA1), RSAEncryptionPadding.OaepSHA1));
        Assert.Contains(bus.Heard, message => Bus.Code(message) == (uint)CommandCode.RsaDecrypt);
        Assert.DoesNotContain(bus.Heard, message => message.AsSpan().IndexOf(secret.AsSpan(0, 4)) >= 0);
    }

    /// <summary>Each byte of the proven answers, in turn: nothing that was changed is taken, whatever it was.</summary>
    [Theory]
    [InlineData((uint)CommandCode.Load)]
    [InlineData((uint)CommandCode.RsaDecrypt)]
    [InlineData((uint)CommandCode.Sign)]
    public void D05_An_answer_that_was_changed_on_the_bus_is_refused(uint target)
    {
        var position = -1;
        var length = 0;
        using var bus = new Bus(_software.Port, (command, forward) =>
        {
            var answer = forward();
            if (Bus.Code(command) != target)
                return answer;
            length = answer.Length;
            if (position >= 0 && position < length)
                answer[position] ^= 0x10;
            return answer;
        });
        using var tpm = Tpm.Open(bus.Address, TimeProvider.System, TimeSpan.FromMilliseconds(300), TestContext.Current.CancellationToken).Value;
        var kind = target == (uint)CommandCode.Sign ? TpmKeyKind.Signing : TpmKeyKind.Decryption;
        var blob = tpm.Make(kind);
        var cipherText = RSA.Create(blob.PublicParameters).Encrypt([1, 2, 3, 4, 5, 6, 7], RSAEncryptionPadding.OaepSHA1);
        var forged = 0;
        Assert.True(Use().Succeeded);
        for (position = 10; position < length; position += position < 40 ? 1 : 5)
        {
            var used = Use();
            Assert.False(used.Succeeded, $"byte {position} of {length}");
            Assert.Contains(used.Refusal.Error, new[] { Catalogue.Tpm.AnswerForged, Catalogue.Tpm.AnswerMalformed, Catalogue.Tpm.Refused });
            if (used.Refusal.Error == Catalogue.Tpm.AnswerForged)
                forged++;
        }

        Assert.True(forged > 10, $"{forged}");

        Result<byte[]> Use() => kind == TpmKeyKind.Signing ? tpm.Sign(blob, new byte[32]) : tpm.Decrypt(blob, cipherText, Algorithm.Sha1);
    }

    [Fact]
    public void D05_An_answer_of_an_earlier_session_is_refused()
    {
        byte[]? recorded = null;
        using var bus = new Bus(_software.Port, (command, forward) =>
            Bus.Code(command) != (uint)CommandCode.RsaDecrypt ? forward() : recorded is null ? recorded = forward() : recorded);
        using var tpm = Tpm.Open(bus.Address, TestContext.Current.CancellationToken).Value;
        using var key = tpm.Key(TpmKeyKind.Decryption);
        var cipherText = key.Encrypt([1, 2, 3], RSAEncryptionPadding.OaepSHA1);
        Assert.Equal([1, 2, 3], key.Decrypt(cipherText, RSAEncryptionPadding.OaepSHA1));
        var refused = Assert.Throws<TpmCryptographicException>(() => key.Decrypt(cipherText, RSAEncryptionPadding.OaepSHA1));
        Assert.Equal(Catalogue.Tpm.AnswerForged, refused.Refusal.Error);
    }

    /// <summary>The liar has a TPM of his own, and would learn the salt of a session with it.</summary>
    [Fact]
    public void D05_Another_TPM_on_the_bus_gets_no_session()
    {
        using var his = new SoftwareTpm();
        using var honest = _software.Open();
        var blob = honest.Make(TpmKeyKind.Decryption);
        using var bus = new Bus(his.Port, (_, forward) => forward());
        using var tpm = Tpm.Open(bus.Address, TestContext.Current.CancellationToken).Value;
        Assert.Equal(Catalogue.Tpm.KeyOfAnotherTpm, tpm.Decrypt(blob, new byte[256], Algorithm.Sha1).Refusal.Error);
        Assert.DoesNotContain(bus.Heard, message => Bus.Code(message) == (uint)CommandCode.StartAuthSession);
    }

    [Fact]
    public void A_busy_TPM_is_asked_again()
    {
        var busy = 0;
        uint[] codes = [0x922, 0x908, 0x90A, 0x904, 0x920];
        using var bus = new Bus(_software.Port, (_, forward) => busy++ % 6 is var turn && turn < 5 ? Bus.Failure(codes[turn]) : forward());
        using var tpm = Tpm.Open(bus.Address, TestContext.Current.CancellationToken).Value;
        using var key = tpm.Key(TpmKeyKind.Signing);
        Assert.Equal(256, key.SignHash(new byte[32], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).Length);
    }
}
