namespace Keyway.ActiveDirectory.Reading;

/// <summary>A part of what changed in a domain. Everything in it can be applied twice without harm, and an object may come more than once: the last word counts.</summary>
/// <param name="Users">New or changed people, whole, as they are now.</param>
/// <param name="Groups">New or changed security groups, with what changed in their members.</param>
/// <param name="Computers">New or changed computers with at least one userCertificate, whole.</param>
/// <param name="Gone">objectGUIDs of what was deleted, or is no object that is synced any more; also of objects that never were one.</param>
/// <param name="FullReadBecause">
/// Null, or in words why the cookie did not serve: from the first page that says so, this read gives the whole domain and every further page says it too. What
/// none of these pages names is gone. A read without a cookie gives the whole domain too, and null here.
/// </param>
/// <param name="Cookie">From here the next read goes on. While a whole domain is being read, it begins with the whole domain again.</param>
/// <param name="More">Further pages of this read follow.</param>
public sealed record DirectoryChangePage(
    IReadOnlyList<DirectoryUser> Users,
    IReadOnlyList<ChangedGroup> Groups,
    IReadOnlyList<DirectoryComputer> Computers,
    IReadOnlyList<Guid> Gone,
    string? FullReadBecause,
    ReadOnlyMemory<byte> Cookie,
    bool More)
{
    /// <summary>Objects that are there and cannot be taken.</summary>
    public IReadOnlyList<SkippedObject> Skipped { get; init; } = [];

    /// <summary>What the directory showed for this page: objects that are synced, that are not, and that are gone.</summary>
    public int Entries { get; init; }

    /// <summary>So many more the further pages of this read stand for; null while only the directory knows, as in a read of the whole domain.</summary>
    public int? ToCome { get; init; }
}
