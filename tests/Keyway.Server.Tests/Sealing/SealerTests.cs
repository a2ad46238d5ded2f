using System.Security.Cryptography;
using Keyway.Errors;
using Keyway.Server.Sealing;

namespace Keyway.Server.Tests.Sealing;

public sealed class SealerTests
{
    private readonly Sealer _sealer = new(RandomNumberGenerator.GetBytes(32));

    [Fact]
    public void What_was_sealed_for_a_purpose_opens_for_it()
    {
        foreach (var length in new[] { 0, 1, 32, 5000 })
        {
            var secret = RandomNumberGenerator.GetBytes(length);
            Assert.Equal(secret, _sealer.Open("a", _sealer.Seal("a", secret)).Value);
        }
    }

    [Fact]
    public void It_opens_neither_for_another_purpose_nor_under_another_key()
    {
        var sealedValue = _sealer.Seal("a", [1, 2, 3]);
        Assert.Equal(Catalogue.ServerConfiguration.SealBroken, _sealer.Open("b", sealedValue).Refusal.Error);
        Assert.Equal(Catalogue.ServerConfiguration.SealBroken, new Sealer(new byte[32]).Open("a", sealedValue).Refusal.Error);
    }

    [Fact]
    public void Every_flipped_bit_and_every_cut_is_noticed()
    {
        var sealedValue = _sealer.Seal("a", [1, 2, 3]);
        for (var bit = 0; bit < sealedValue.Length * 8; bit++)
        {
            var changed = (byte[])sealedValue.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(_sealer.Open("a", changed).Succeeded);
        }

        for (var length = 0; length < sealedValue.Length; length++)
            Assert.False(_sealer.Open("a", sealedValue.AsSpan(0, length)).Succeeded);
    }

    [Fact]
    public void The_same_secret_never_looks_the_same() => Assert.NotEqual(_sealer.Seal("a", [1]), _sealer.Seal("a", [1]));
}
