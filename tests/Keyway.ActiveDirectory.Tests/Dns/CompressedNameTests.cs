using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Keyway.ActiveDirectory.Dns;

namespace Keyway.ActiveDirectory.Tests.Dns;

public sealed class CompressedNameTests
{
    [Fact]
    public void A_pointer_leads_back_to_an_earlier_name()
    {
        byte[] message = [3, (byte)'c', (byte)'o', (byte)'m', 0, 3, (byte)'d', (byte)'c', (byte)'1', 0xC0, 0, 0x55];
        var offset = 5;

        Assert.True(CompressedName.TryRead(message, ref offset, out var name));
        Assert.Equal("dc1.com", name);
        Assert.Equal(11, offset);
    }

    [Theory]
    [InlineData("C000")]
    [InlineData("C002C000")]
    [InlineData("0161C000")]
    [InlineData("C001")]
    [InlineData("0161C004C002")]
    public void A_pointer_to_itself_or_forward_is_refused(string hex)
    {
        var offset = 0;

        Assert.False(CompressedName.TryRead(Convert.FromHexString(hex), ref offset, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("05616263")]
    [InlineData("0161")]
    [InlineData("C0")]
    [InlineData("4161")]
    [InlineData("03612E6200")]
    [InlineData("03610A6200")]
    [InlineData("02C32800")]
    public void What_is_no_name_is_refused(string hex)
    {
        var offset = 0;

        Assert.False(CompressedName.TryRead(Convert.FromHexString(hex), ref offset, out _));
    }

    [Fact]
    public void A_name_beyond_255_characters_is_refused_however_short_its_message()
    {
        // 64 labels of one letter, each followed by a pointer to the one before: short bytes, long name.
        var message = new List<byte> { 63 };
        message.AddRange(Enumerable.Repeat((byte)'a', 63));
        message.Add(0);
        var last = 0;
        for (var i = 0; i < 8; i++)
        {
            var start = message.Count;
            message.Add(63);
            message.AddRange(Enumerable.Repeat((byte)'b', 63));
            message.Add((byte)(0xC0 | (last >> 8)));
            message.Add((byte)(last & 0xFF));
            last = start;
        }

        Assert.False(CompressedName.TryRead(message.ToArray(), ref last, out _));
    }

    [Fact]
    public void Reading_a_name_that_was_written_gives_the_name()
    {
        var label = Gen.NonEmptyListOf(Gen.Elements("abcxyz019-_".ToCharArray())).Select(letters => new string([.. letters.Take(20)]));
        var names = Gen.NonEmptyListOf(label).Select(labels => string.Join('.', labels.Take(8)));

        Prop.ForAll(names.ToArbitrary(), name =>
        {
            byte[] message = [.. name.Split('.').SelectMany(part => (byte[])[(byte)part.Length, .. Encoding.ASCII.GetBytes(part)]), 0];
            var offset = 0;
            return CompressedName.TryRead(message, ref offset, out var read) && read == name && offset == message.Length;
        }).QuickCheckThrowOnFailure();
    }
}
