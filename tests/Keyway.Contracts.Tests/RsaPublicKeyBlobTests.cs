using System.Buffers.Binary;
using System.Security.Cryptography;
using Keyway.Errors;

namespace Keyway.Contracts.Tests;

public sealed class RsaPublicKeyBlobTests
{
    private static readonly RSA Key = RSA.Create(2048);
    private static readonly byte[] Blob = RsaPublicKeyBlob.Write(Key);

    [Fact]
    public void A_blob_has_the_documented_layout()
    {
        Assert.Equal("RSA1"u8.ToArray(), Blob[..4]);
        Assert.Equal(2048, BinaryPrimitives.ReadInt32LittleEndian(Blob.AsSpan(4)));
        Assert.Equal(3, BinaryPrimitives.ReadInt32LittleEndian(Blob.AsSpan(8)));
        Assert.Equal(256, BinaryPrimitives.ReadInt32LittleEndian(Blob.AsSpan(12)));
        Assert.Equal(new byte[8], Blob[16..24]);
        Assert.Equal(Key.ExportParameters(false).Modulus, Blob[27..]);
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        using var read = RsaPublicKeyBlob.Read(Blob).Value;

        Assert.Equal(Key.ExportSubjectPublicKeyInfo(), read.ExportSubjectPublicKeyInfo());
    }

    [Fact]
    public void A_weak_key_is_refused()
    {
        using var weak = RSA.Create(1024);

        Assert.Equal(Catalogue.Tokens.RsaBlobMalformed, RsaPublicKeyBlob.Read(RsaPublicKeyBlob.Write(weak)).Refusal.Error);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(12)]
    public void A_length_that_lies_is_refused(int position)
    {
        var lying = Blob.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(lying.AsSpan(position), uint.MaxValue);

        Assert.Equal(Catalogue.Tokens.RsaBlobMalformed, RsaPublicKeyBlob.Read(lying).Refusal.Error);
    }

    [Fact]
    public void Mutated_blobs_are_read_or_refused_and_never_throw()
    {
        foreach (var mutated in Mutations.Of(Blob))
            _ = RsaPublicKeyBlob.Read(mutated).Succeeded;
    }
}
