using Keyway.ActiveDirectory.GroupPolicy;
using Keyway.Errors;

namespace Keyway.Device.Policies;

/// <summary>What the files of Group Policy objects do to our policies. Each is read once, for however many people: for one reading.</summary>
internal sealed class GroupPolicyFiles(SysvolFiles sysvol)
{
    private readonly Dictionary<(string Folder, PolicyHalf Half), Result<IReadOnlyList<StoredPolicyChange>>> _changes = [];
    private readonly Dictionary<string, Result<byte[]>> _notes = [];

    /// <summary>What one half does.</summary>
    public Result<IReadOnlyList<StoredPolicyChange>> Read(GroupPolicyObject policy, PolicyHalf half)
    {
        if (!_changes.TryGetValue((policy.Folder, half), out var changes))
            _changes[(policy.Folder, half)] = changes = Read($"{policy.Folder}/{(half == PolicyHalf.Computer ? "Machine" : "User")}/Registry.pol");
        return changes;
    }

    /// <summary>
    /// Whether a half that has no file has none by its author's will: <c>GPT.INI</c>, which is written after all other files, is of the version that the directory tells. Samba's own default
    /// object is so from the beginning, and after the first change of anything else in it.
    /// </summary>
    public Result<bool> IsWhole(GroupPolicyObject policy, PolicyHalf half)
    {
        if (!_notes.TryGetValue(policy.Folder, out var note))
            _notes[policy.Folder] = note = sysvol.Read(policy.Folder + "/GPT.INI", GroupPolicyNote.MaximumLength);
        if (note.TryGet(out var content, out var refusal))
            return GroupPolicyNote.Read(content) is { } number && GroupPolicyVersion.Of(number, half) == policy.Version;
        return refusal.Error == Catalogue.Policies.SysvolUnreachable ? refusal : false;
    }

    private Result<IReadOnlyList<StoredPolicyChange>> Read(string path) =>
        sysvol.Read(path, PolicyRegistryFile.MaximumLength).TryGet(out var content, out var refusal) ? PolicyRegistryNames.Read(content) : refusal;
}
