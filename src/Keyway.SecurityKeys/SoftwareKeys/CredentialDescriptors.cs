namespace Keyway.SecurityKeys.SoftwareKeys;

/// <summary>Reads the lists of credential ids in allow and exclude lists.</summary>
internal static class CredentialDescriptors
{
    public const string PublicKeyType = "public-key";

    /// <summary>The ids of the public key credentials in the list; other types are unknown here and left out.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Read(IReadOnlyList<CtapMap>? list)
    {
        List<ReadOnlyMemory<byte>> ids = [];
        foreach (CtapMap descriptor in list ?? [])
        {
            ReadOnlyMemory<byte> id = descriptor.RequiredBytes("id");
            if (descriptor.RequiredText("type") == PublicKeyType) ids.Add(id);
        }

        return ids;
    }

    public static bool Names(this IReadOnlyList<ReadOnlyMemory<byte>> ids, SoftwareCredential credential) =>
        ids.Any(id => id.Span.SequenceEqual(credential.Id));
}
