using System.Globalization;
using Keyway.Errors;
using Keyway.Fido2.Metadata;
using Keyway.Server.Audit;
using Keyway.Server.Storage;

namespace Keyway.Server.Metadata;

/// <summary>Takes a metadata BLOB in: verified, newer than what is there, kept whole, in one write with its audit event.</summary>
internal sealed class MetadataImport(DurableWriter writer, MetadataRoots roots, AuditLog audit, TimeProvider time)
{
    /// <param name="blob">Read to its end, or until it is too large.</param>
    /// <param name="actorId">Null when the operator of the machine did it.</param>
    /// <returns>What is there now, or one of KW2740 to KW2745.</returns>
    public async Task<Result<ImportedMetadata>> ImportAsync(Stream blob, Guid? actorId, CancellationToken cancellation)
    {
        if (!(await ReadAsync(blob, cancellation)).TryGet(out var jws, out var refusal) || !Verify(jws).TryGet(out var verified, out refusal))
            return refusal;
        var now = time.GetUtcNow();
        return await writer.WriteAsync<ImportedMetadata>(
            session =>
            {
                var before = StoredMetadata.NumberIn(session);
                if (verified.Number < before)
                    return new Refusal(Catalogue.Metadata.NumberWentBack, $"{verified.Number} after {before}");
                // The same number with other bytes is what was changed behind the server's back: the verified one takes its place.
                var changed = verified.Number > before || !jws.AsSpan().SequenceEqual(StoredMetadata.Find(session)!.Jws);
                if (changed)
                {
                    StoredMetadata.Replace(session, verified, now, roots.Pem, jws);
                    audit.Append(session, AuditActivity.MetadataImported, actorId, null,
                        ("number", verified.Number.ToString(CultureInfo.InvariantCulture)), ("before", before.ToString(CultureInfo.InvariantCulture)),
                        ("nextUpdate", verified.NextUpdate.ToString("O")));
                }

                return Describe(verified, now, now, changed);
            },
            cancellation);
    }

    /// <summary>What a BLOB comes to.</summary>
    public static ImportedMetadata Describe(MetadataBlob blob, DateTimeOffset importedOn, DateTimeOffset now, bool changed) => new(
        blob.Number, blob.NextUpdate, importedOn, blob.Entries.Count, blob.Entries.Count(entry => entry.IsRevoked), blob.Entries.Count(entry => entry.IsCompromised),
        blob.NextUpdate < DateOnly.FromDateTime(now.UtcDateTime), changed);

    private Result<MetadataBlob> Verify(byte[] jws)
    {
        var certificates = roots.Certificates();
        try
        {
            return MetadataBlob.Verify(jws, certificates, time.GetUtcNow());
        }
        finally
        {
            foreach (var certificate in certificates)
                certificate.Dispose();
        }
    }

    private static async Task<Result<byte[]>> ReadAsync(Stream blob, CancellationToken cancellation)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[64 * 1024];
        int read;
        while ((read = await blob.ReadAsync(chunk, cancellation)) > 0)
        {
            if (buffer.Length + read > MetadataBlob.MaximumLength)
                return Catalogue.Metadata.BlobTooLarge;
            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }
}
