using System.Buffers.Binary;
using System.Security.Cryptography;
using Keyway.Errors;

namespace Keyway.Tpm.Tests;

/// <summary>The file of a key, as somebody else may have written it.</summary>
public sealed class TpmKeyBlobTests : IDisposable
{
    private readonly SoftwareTpm _software = new();
    private readonly byte[] _blob;

    public TpmKeyBlobTests()
    {
        using var tpm = _software.Open();
        _blob = tpm.Make(TpmKeyKind.Decryption).Encode();
    }

    public void Dispose() => _software.Dispose();

    [Fact]
    public void What_was_written_is_read_again()
    {
        var key = TpmKeyBlob.Parse(_blob).Value;
        Assert.Equal(TpmKeyKind.Decryption, key.Kind);
        Assert.Equal(_blob, key.Encode());
    }

    [Fact]
    public void A_changed_shortened_or_lengthened_file_is_refused_and_never_throws()
    {
        for (var i = 0; i < _blob.Length; i++)
        {
            var changed = (byte[])_blob.Clone();
            changed[i] ^= 0x41;
            Assert.False(TpmKeyBlob.Parse(changed).Succeeded, $"byte {i}");
            Assert.False(TpmKeyBlob.Parse(_blob.AsSpan(0, i)).Succeeded, $"length {i}");
        }

        Assert.False(TpmKeyBlob.Parse([.. _blob, 0]).Succeeded);
        Assert.False(TpmKeyBlob.Parse(new byte[100_000]).Succeeded);
    }

    [Fact]
    public void A_file_that_lies_under_a_right_digest_is_refused_and_never_throws()
    {
        var random = new Random(20261122);
        for (var i = 0; i < 5000; i++)
        {
            var forged = (byte[])_blob.Clone();
            forged[random.Next(10, forged.Length - 32)] = (byte)random.Next(256);
            SHA256.HashData(forged.AsSpan(..^32)).CopyTo(forged.AsSpan(^32..));
            if (TpmKeyBlob.Parse(forged).TryGet(out var key, out var refusal))
                Assert.Equal(forged, key.Encode());
            else
                Assert.Equal(Catalogue.Tpm.BlobMalformed, refusal.Error);
        }
    }

    [Fact]
    public void A_file_of_a_newer_program_is_told_from_a_damaged_one()
    {
        BinaryPrimitives.WriteUInt16BigEndian(_blob.AsSpan(8), 2);
        Assert.Equal(Catalogue.Tpm.BlobVersion, TpmKeyBlob.Parse(_blob).Refusal.Error);
    }
}
