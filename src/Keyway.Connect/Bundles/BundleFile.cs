using System.Text.Json;
using Keyway.Connect.Domain;
using Keyway.Connect.Secrets;
using Keyway.Contracts;
using Keyway.Contracts.Jose;
using Keyway.Contracts.KerberosServers;
using Keyway.Errors;

namespace Keyway.Connect.Bundles;

/// <summary>A <see cref="PublicationBundle"/> on its way between two computers that see each other through a person's hands only.</summary>
internal static class BundleFile
{
    private const int MaximumLength = 128 * 1024;
    private const int LongestName = 64;

    /// <summary>Reads an untrusted bundle; <c>KW4075</c> for what is not whole. What is sealed in it only the server can tell.</summary>
    public static Result<PublicationBundle> Read(string path) =>
        BoundedFile.Read(path, MaximumLength) is { } content
        && ContractsJson.TryRead(content, ContractsJson.Default.PublicationBundle, out var bundle)
        && bundle is { Format: PublicationBundle.CurrentFormat, Name.Length: > 0 and <= LongestName } && bundle.TenantId != Guid.Empty
        && DomainName.Parse(bundle.DomainDnsName).Succeeded
        && PublicationJwe.AddresseeOf(bundle.Publication) == bundle.KeyId
            ? bundle
            : new Refusal(Catalogue.Connect.BundleMalformed, path);

    /// <summary>Replaces the file whole, mode 0600.</summary>
    public static Result<string> Write(string path, PublicationBundle bundle) =>
        OwnerFile.Replace(path, JsonSerializer.SerializeToUtf8Bytes(bundle, ContractsJson.Default.PublicationBundle)) is { } failure
            ? new Refusal(Catalogue.Connect.OutputNotWritten, failure)
            : path;
}
