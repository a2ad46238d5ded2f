using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.Errors;
using Keyway.Fido2.Metadata;
using Keyway.Server.Storage;

namespace Keyway.Server.Metadata;

/// <summary>The one row of AuthenticatorMetadata.</summary>
/// <param name="Roots">PEM of the roots it was verified by.</param>
internal sealed record StoredMetadata(int Number, DateTimeOffset ImportedOn, string Roots, byte[] Jws)
{
    /// <summary>The number alone, which costs one page; 0 when nothing was imported.</summary>
    public static int NumberIn(StoreSession session) =>
        (int)session.First("SELECT Number FROM AuthenticatorMetadata WHERE Id = 1", row => row.GetInt64(0));

    public static StoredMetadata? Find(StoreSession session) => session.First(
        "SELECT Number, ImportedOn, Roots, Jws FROM AuthenticatorMetadata WHERE Id = 1",
        row => new StoredMetadata((int)row.GetInt64(0), row.Moment(1), row.GetString(2), row.Bytes(3)));

    public static void Replace(StoreSession session, MetadataBlob blob, DateTimeOffset now, string roots, byte[] jws)
    {
        session.Execute("DELETE FROM AuthenticatorMetadata");
        session.Execute(
            "INSERT INTO AuthenticatorMetadata (Id, Number, NextUpdate, ImportedOn, Roots, Jws) VALUES (1, @p0, @p1, @p2, @p3, @p4)",
            blob.Number, blob.NextUpdate.ToString("O"), now, roots, jws);
    }

    /// <summary>Verified again, as of the import: the signer's certificate may have ended since, and the BLOB stays what it was.</summary>
    public Result<MetadataBlob> Verify()
    {
        var roots = new X509Certificate2Collection();
        try
        {
            roots.ImportFromPem(Roots);
            return MetadataBlob.Verify(Jws, roots, ImportedOn);
        }
        catch (CryptographicException)
        {
            return Catalogue.Metadata.SignerUntrusted;
        }
        finally
        {
            foreach (var root in roots) root.Dispose();
        }
    }
}
