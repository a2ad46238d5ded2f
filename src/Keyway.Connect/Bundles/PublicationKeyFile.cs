using System.Text.Json;
using Keyway.Connect.IdentityServer;
using Keyway.Connect.Secrets;
using Keyway.Contracts;
using Keyway.Contracts.KerberosServers;
using Keyway.Errors;

namespace Keyway.Connect.Bundles;

/// <summary>
/// The publication key as a file that is carried to a site without a line. It is no secret, but whoever can exchange it can read what is
/// sealed to it: only the fingerprint, compared by another way, makes it trusted.
/// </summary>
internal static class PublicationKeyFile
{
    private const int MaximumLength = 64 * 1024;

    /// <summary>Reads it and computes its fingerprint anew.</summary>
    public static Result<PublicationKeyHolder> Read(string path) =>
        BoundedFile.Read(path, MaximumLength) is { } content && ServerAnswers.PublicationKey(content).TryGet(out var key, out _)
            ? key
            : new Refusal(Catalogue.Connect.PublicationKeyFileUnusable, path);

    /// <summary>Replaces the file whole.</summary>
    public static Result<string> Write(string path, PublicationKeyHolder key)
    {
        var content = new PublicationKey(key.Fingerprint, Convert.ToBase64String(key.Key.ExportSubjectPublicKeyInfo()), key.TenantId);
        return OwnerFile.Replace(path, JsonSerializer.SerializeToUtf8Bytes(content, ContractsJson.Default.PublicationKey)) is { } failure
            ? new Refusal(Catalogue.Connect.OutputNotWritten, failure)
            : path;
    }
}
