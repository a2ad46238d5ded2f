using System.Security.Cryptography.X509Certificates;
using Keyway.Server.Hosting;

namespace Keyway.Server.SecurityInfo;

/// <summary>The makers whose attestation the organisation trusts for any model: every PEM file in <c>attestation-roots</c> of the data directory, read at the start.</summary>
internal static class AttestationRootFiles
{
    public static IReadOnlyList<X509Certificate2> Load(ServerOptions options)
    {
        var directory = Path.Combine(options.DataDirectory, "attestation-roots");
        if (!Directory.Exists(directory))
            return [];
        var roots = new X509Certificate2Collection();
        foreach (var file in Directory.EnumerateFiles(directory, "*.pem").Order(StringComparer.Ordinal))
            roots.ImportFromPemFile(file);
        return [.. roots];
    }
}
