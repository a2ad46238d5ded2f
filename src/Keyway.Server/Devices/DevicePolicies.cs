using System.Text.Json;
using Keyway.Errors;
using Keyway.Server.Audit;
using Keyway.Server.Storage;

namespace Keyway.Server.Devices;

/// <summary>The stored device registration policy. It is read at every join (one row) and parsed when its version changed, so that a change acts at once.</summary>
internal sealed class DevicePolicies(Store store, DurableWriter writer, AuditLog audit)
{
    private volatile Versioned _known = new(0, DeviceRules.Default);

    /// <summary>The policy as of now.</summary>
    public DeviceRules Current
    {
        get
        {
            var known = _known;
            var version = store.Read(session => session.First("SELECT Version FROM DeviceRegistrationPolicy", row => row.GetInt64(0)));
            if (version != known.Version)
                _known = known = store.Read(Load);
            return known.Rules;
        }
    }

    /// <summary>Puts a policy in the place of the present one.</summary>
    public Task<Result<DeviceRules>> ReplaceAsync(DeviceRules rules, Guid? actor, CancellationToken cancellation) => writer.WriteAsync<DeviceRules>(
        session =>
        {
            var before = Load(session);
            var after = JsonSerializer.Serialize(rules.Document, DevicesJson.Default.DevicePolicyDocument);
            session.Execute("DELETE FROM DeviceRegistrationPolicy");
            session.Execute("INSERT INTO DeviceRegistrationPolicy (Version, Document) VALUES (@p0, @p1)", before.Version + 1, after);
            audit.Append(session, DeviceActivity.PolicyChanged, actor, null,
                ("before", JsonSerializer.Serialize(before.Rules.Document, DevicesJson.Default.DevicePolicyDocument)), ("after", after));
            return rules;
        },
        cancellation);

    private static Versioned Load(StoreSession session)
    {
        var (version, document) = session.First("SELECT Version, Document FROM DeviceRegistrationPolicy", row => (row.GetInt64(0), row.GetString(1)));
        return document is null ? new Versioned(0, DeviceRules.Default) : new Versioned(version, new DeviceRules(JsonSerializer.Deserialize(document, DevicesJson.Default.DevicePolicyDocument)!));
    }

    private sealed record Versioned(long Version, DeviceRules Rules);
}
