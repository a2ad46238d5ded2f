using System.Reflection;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.Errors;

namespace Keyway.Server.Metadata;

/// <summary>What the signer of metadata must chain to: the PEM file that the operator names, else the public service's root, GlobalSign Root CA - R3.</summary>
/// <param name="Pem">As stored beside the BLOB.</param>
internal sealed record MetadataRoots(string Pem)
{
    private const string Built = "globalsign-root-ca-r3.pem";

    /// <summary>SHA-256 of the root's DER, by which a changed resource is found out.</summary>
    private const string BuiltFingerprint = "CBB522D7B7F127AD6A0113865BDF1CD4102E7D0759AF635A7CF4720DC963C53B";

    /// <param name="file">Null for the public service's.</param>
    public static Result<MetadataRoots> Load(string? file)
    {
        try
        {
            var pem = file is null ? Resource() : File.ReadAllText(file);
            var roots = new MetadataRoots(pem);
            using var first = roots.Certificates()[0];
            return file is null && first.GetCertHashString(HashAlgorithmName.SHA256) != BuiltFingerprint
                ? new Refusal(Catalogue.Metadata.RootsUnreadable, Built)
                : roots;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException or ArgumentOutOfRangeException)
        {
            return new Refusal(Catalogue.Metadata.RootsUnreadable, file);
        }
    }

    /// <summary>New instances; the caller disposes them.</summary>
    public X509Certificate2Collection Certificates()
    {
        var roots = new X509Certificate2Collection();
        roots.ImportFromPem(Pem);
        return roots;
    }

    private static string Resource()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(Built)!);
        return reader.ReadToEnd();
    }
}
