using System.Text.Json;
using Keyway.Contracts;
using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.Policies;

/// <summary>What the sources set, one durable file each. A file that is damaged, or says what this program does not know, is refused whole.</summary>
internal sealed class PolicyFiles(DeviceFolder folder)
{
    /// <summary>The names of its files: they belong to one join.</summary>
    public const string Files = "policy-*.json";

    private const string PeopleFile = "policy-people.json";

    // Those who signed in last; a computer that has more is one for servers' work, not for a screen.
    private const int MostPeople = 64;

    /// <summary>Replaces what a source set.</summary>
    /// <returns>The file's path.</returns>
    public Result<string> Write(PolicySource source, IReadOnlyList<StoredPolicy> settings, DateTimeOffset readOn) => Write(source, new StoredPolicies(settings, readOn));

    /// <inheritdoc cref="Write(PolicySource, IReadOnlyList{StoredPolicy}, DateTimeOffset)"/>
    public Result<string> Write(PolicySource source, StoredPolicies policies) => policies.IsSound
        ? folder.Write(FileOf(source), JsonSerializer.SerializeToUtf8Bytes(policies, DeviceJson.Default.StoredPolicies))
        : new Refusal(Catalogue.Policies.ValueOutOfRange, source.ToString());

    /// <summary>What a source set when it was last read; without settings and of the year 1 when it never was.</summary>
    public Result<StoredPolicies> Read(PolicySource source)
    {
        var name = FileOf(source);
        if (!folder.Read(name, Catalogue.Device.NotJoined).TryGet(out var json, out var refusal))
            return refusal.Error == Catalogue.Device.NotJoined ? new StoredPolicies([], default) : new Refusal(Catalogue.Policies.KeptPolicyRefused, refusal.ToString());
        return ContractsJson.TryRead(json, DeviceJson.Default.StoredPolicies, out var policies) && policies.IsSound
            ? policies
            : new Refusal(Catalogue.Policies.KeptPolicyRefused, folder.Entry(name));
    }

    /// <summary>Replaces what Group Policy sets for people; those who were seen last are kept.</summary>
    public Result<string> WritePeople(IEnumerable<PersonPolicies> people)
    {
        var kept = Fitting(people);
        return kept.All(person => person.IsSound)
            ? folder.Write(PeopleFile, JsonSerializer.SerializeToUtf8Bytes(kept, DeviceJson.Default.PersonPoliciesArray))
            : new Refusal(Catalogue.Policies.ValueOutOfRange, PeopleFile);
    }

    /// <summary>What of people is kept: those who were seen last, and of their objects only those that say something of our policies when all are too many for a file.</summary>
    public static PersonPolicies[] Fitting(IEnumerable<PersonPolicies> people)
    {
        PersonPolicies[] kept = [.. people.OrderByDescending(person => person.Seen).Take(MostPeople)];
        return JsonSerializer.SerializeToUtf8Bytes(kept, DeviceJson.Default.PersonPoliciesArray).Length <= DeviceFolder.LargestFile ? kept : [.. kept.Select(person => person.InShort())];
    }

    /// <summary>What Group Policy sets for the people who have signed in here; nobody before the first.</summary>
    public Result<IReadOnlyList<PersonPolicies>> ReadPeople()
    {
        if (!folder.Read(PeopleFile, Catalogue.Device.NotJoined).TryGet(out var json, out var refusal))
            return refusal.Error == Catalogue.Device.NotJoined ? Array.Empty<PersonPolicies>() : new Refusal(Catalogue.Policies.KeptPolicyRefused, refusal.ToString());
        return ContractsJson.TryRead(json, DeviceJson.Default.PersonPoliciesArray, out var people) && people.Length <= MostPeople
            && people.All(person => person?.IsSound == true) && people.DistinctBy(person => person.Account).Count() == people.Length
                ? people
                : new Refusal(Catalogue.Policies.KeptPolicyRefused, folder.Entry(PeopleFile));
    }

    /// <summary>Forgets what a source set: of a computer that leaves, or that has joined somewhere else.</summary>
    public Result<string> Forget(PolicySource source) => folder.Delete(FileOf(source));

    private static string FileOf(PolicySource source) => source switch
    {
        PolicySource.GroupPolicy => "policy-group.json",
        PolicySource.DeviceManagement => "policy-management.json",
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "This source has no file."),
    };
}
