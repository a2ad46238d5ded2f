using System.Security.Cryptography.X509Certificates;
using Keyway.Fido2.Attestation;
using Keyway.Server.Hosting;

namespace Keyway.Server.SecurityInfo;

/// <summary>The makers whose attestation the organisation trusts: every PEM file in <c>attestation-roots</c> of the data directory, read at the start.</summary>
internal static class AttestationRootFiles
{
    public static AttestationTrustRoots Load(ServerOptions options)
    {
        var directory = Path.Combine(options.DataDirectory, "attestation-roots");
        if (!Directory.Exists(directory))
            return AttestationTrustRoots.None;
        var roots = new X509Certificate2Collection();
        foreach (var file in Directory.EnumerateFiles(directory, "*.pem").Order(StringComparer.Ordinal))
            roots.ImportFromPemFile(file);
        return new AttestationTrustRoots(new Dictionary<Guid, IReadOnlyList<X509Certificate2>>(), [.. roots]);
    }
}
