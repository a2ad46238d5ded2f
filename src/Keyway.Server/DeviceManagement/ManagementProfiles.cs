using System.Text;
using System.Text.Json;
using Keyway.Contracts.DeviceManagement;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Audit;
using Keyway.Server.Devices;
using Keyway.Server.Provisioning;
using Keyway.Server.Storage;

namespace Keyway.Server.DeviceManagement;

/// <summary>The stored profile. It is read at every session (one row) and parsed when its version changed, so that a change acts at the device's next session.</summary>
internal sealed class ManagementProfiles(Store store, DurableWriter writer, AuditLog audit)
{
    private const int MostAssignments = 100;
    private const int LargestDocument = 32 * 1024;

    private volatile Versioned _known = new(0, new ManagementProfile(new ManagedValues(), []));

    /// <summary>The profile as of now, and the number that its next change makes larger; 0 before anybody decided.</summary>
    public (ManagementProfile Profile, long Version) Current
    {
        get
        {
            var known = _known;
            var version = store.Read(session => session.First("SELECT Version FROM ManagementProfile", row => row.GetInt64(0)));
            if (version != known.Version)
                _known = known = store.Read(Load);
            return (known.Profile, known.Version);
        }
    }

    /// <summary>Puts a profile in the place of the present one.</summary>
    /// <param name="condition"><c>If-Match</c>: the version that the administrator saw; null overwrites whatever is there.</param>
    /// <returns>The profile; KW2806 to KW2808.</returns>
    public Task<Result<ManagementProfile>> ReplaceAsync(ManagementProfile profile, Guid? actor, string? condition, CancellationToken cancellation) => writer.WriteAsync<ManagementProfile>(
        session =>
        {
            var before = Load(session);
            if (condition is not null && !EntityTag.Names(condition, before.Version))
                return Catalogue.DeviceManagement.ProfileChangedMeanwhile;
            if (Check(profile) is { } refusal)
                return refusal;
            // One that was there may point to what is gone since; a new one may not.
            foreach (var added in profile.Assignments.Where(assignment => !before.Profile.Assignments.Any(known => known.TargetId == assignment.TargetId)))
            {
                if (!(added.TargetType == ManagementAssignment.Group ? DirectoryGroups.Find(session, added.TargetId) is not null : DeviceTable.Find(session, added.TargetId) is not null))
                    return new Refusal(Catalogue.DeviceManagement.TargetUnknown, added.TargetId.ToString("D"));
            }

            var document = Text(profile);
            if (Encoding.UTF8.GetByteCount(document) > LargestDocument)
                return Catalogue.DeviceManagement.ProfileInvalid;
            session.Execute("DELETE FROM ManagementProfile");
            session.Execute("INSERT INTO ManagementProfile (Version, Document) VALUES (@p0, @p1)", before.Version + 1, document);
            audit.Append(session, ManagementActivity.ProfileChanged, actor, null, ("before", Text(before.Profile)), ("after", document));
            return profile;
        },
        cancellation);

    private static Refusal? Check(ManagementProfile profile)
    {
        if (profile.Assignments.Count > MostAssignments)
            return Invalid("too many assignments");

        // JSON may have a null where the list's type has none.
        if (profile.Assignments.Contains(null!))
            return Invalid("an assignment");
        foreach (var values in profile.Assignments.Select(assignment => assignment.Settings).Append(profile.Settings))
        {
            if (ManagedSetting.All.FirstOrDefault(setting => values.Of(setting) is { } value && !setting.Allows(value)) is { } wrong)
                return Invalid(wrong.Name);
        }

        if (profile.Assignments.Any(assignment => assignment.Settings.IsEmpty || assignment.TargetType is not (ManagementAssignment.Group or ManagementAssignment.Device)))
            return Invalid("an assignment");
        return profile.Assignments.DistinctBy(assignment => assignment.TargetId).Count() == profile.Assignments.Count ? null : Invalid("one target twice");
    }

    private static Refusal Invalid(string what) => new(Catalogue.DeviceManagement.ProfileInvalid, what);

    private static string Text(ManagementProfile profile) => JsonSerializer.Serialize(profile, Contracts.ContractsJson.Default.ManagementProfile);

    private static Versioned Load(StoreSession session)
    {
        var (version, text) = session.First("SELECT Version, Document FROM ManagementProfile", row => (row.GetInt64(0), row.GetString(1)));
        return text is null
            ? new Versioned(0, new ManagementProfile(new ManagedValues(), []))
            : new Versioned(version, JsonSerializer.Deserialize(text, Contracts.ContractsJson.Default.ManagementProfile)!);
    }

    private sealed record Versioned(long Version, ManagementProfile Profile);
}
