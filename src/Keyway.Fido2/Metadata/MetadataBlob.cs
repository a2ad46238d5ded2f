using System.Buffers.Text;
using System.Collections.Frozen;
using System.Security.Cryptography.X509Certificates;
using Keyway.Errors;

namespace Keyway.Fido2.Metadata;

/// <summary>A verified metadata BLOB of the FIDO Metadata Service (MDS 3.0, 3.1.6 and 3.2).</summary>
public sealed class MetadataBlob
{
    /// <summary>Published BLOBs have about 10 MB.</summary>
    public const int MaximumLength = 32 * 1024 * 1024;

    private readonly FrozenDictionary<Guid, MetadataEntry> _entries;

    internal MetadataBlob(int number, DateOnly nextUpdate, Dictionary<Guid, MetadataEntry> entries)
    {
        Number = number;
        NextUpdate = nextUpdate;
        _entries = entries.ToFrozenDictionary();
    }

    /// <summary>no: a higher one is newer.</summary>
    public int Number { get; }

    /// <summary>By when the next one will be there.</summary>
    public DateOnly NextUpdate { get; }

    /// <summary>Of FIDO2 models; the others have no AAGUID and are left out.</summary>
    public IReadOnlyCollection<MetadataEntry> Entries => _entries.Values;

    public MetadataEntry? Find(Guid aaguid) => _entries.GetValueOrDefault(aaguid);

    /// <summary>Verifies a BLOB by the rules of section 3.2 and reads it. Nothing is fetched, so that whether the signer was revoked is not asked.</summary>
    /// <param name="jws">The file as published; white space around it is let pass.</param>
    /// <param name="roots">What the signer must chain to.</param>
    /// <param name="now">When the signer must be in force.</param>
    /// <returns>The BLOB, or one of KW2740 to KW2744.</returns>
    public static Result<MetadataBlob> Verify(ReadOnlySpan<byte> jws, X509Certificate2Collection roots, DateTimeOffset now)
    {
        if (jws.Length > MaximumLength) return Catalogue.Metadata.BlobTooLarge;
        jws = jws.Trim(" \r\n\t"u8);

        // header.payload.signature and nothing else.
        var firstDot = jws.IndexOf((byte)'.');
        var lastDot = jws.LastIndexOf((byte)'.');
        if (firstDot <= 0 || lastDot == firstDot || jws[(firstDot + 1)..lastDot].Contains((byte)'.')) return Catalogue.Metadata.BlobMalformed;
        if (Decode(jws[..firstDot]) is not { } header || Decode(jws[(lastDot + 1)..]) is not { } signature) return Catalogue.Metadata.BlobMalformed;

        // The signer is trusted before its signature is looked at, and the signature holds before the content is.
        if (!MetadataHeader.Parse(header).TryGet(out var parsed, out var refusal)) return refusal;
        if (!MetadataSigner.Of(parsed, roots, now).TryGet(out var signer, out refusal)) return refusal;
        using (signer)
        {
            if (!signer.Verify(jws[..lastDot], signature)) return Catalogue.Metadata.SignatureWrong;
        }

        return Decode(jws[(firstDot + 1)..lastDot]) is { } payload ? MetadataPayload.Parse(payload) : Catalogue.Metadata.BlobMalformed;
    }

    private static byte[]? Decode(ReadOnlySpan<byte> text)
    {
        // The decoder skips white space and takes padding; a JWS has neither (RFC 7515 2).
        if (text.ContainsAny(" \r\n\t="u8) || !Base64Url.IsValid(text)) return null;
        return Base64Url.DecodeFromUtf8(text);
    }
}
