using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Keyway.Connect.Secrets;
using Keyway.Errors;

namespace Keyway.Connect.DeviceRegistration;

/// <summary>The fingerprint of the one CA that computers are to trust at the identity server.</summary>
internal static class ServerAuthority
{
    private const int MaximumFileLength = 1024 * 1024;

    /// <summary>SHA-256 of the certificate in a PEM file, 64 hex digits in lower case; refused when the file holds none, or more than one.</summary>
    public static Result<string> Read(string path)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            if (BoundedFile.Read(path, MaximumFileLength) is { } content)
                certificates.ImportFromPem(Encoding.UTF8.GetString(content));
        }
        catch (CryptographicException)
        {
            return new Refusal(Catalogue.Connect.CaFileUnusable, path);
        }

        using var first = certificates.Count > 0 ? certificates[0] : null;
        foreach (var further in certificates.Skip(1))
            further.Dispose();
        return first is not null && certificates.Count == 1
            ? Convert.ToHexStringLower(SHA256.HashData(first.RawDataMemory.Span))
            : new Refusal(Catalogue.Connect.CaFileUnusable, $"{path}: {certificates.Count} certificates, and computers learn exactly one");
    }
}
