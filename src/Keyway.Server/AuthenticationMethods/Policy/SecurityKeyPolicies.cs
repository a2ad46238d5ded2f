using System.Text;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Errors;
using Keyway.Server.Audit;
using Keyway.Server.Storage;
using Keyway.Server.Tokens;

namespace Keyway.Server.AuthenticationMethods.Policy;

/// <summary>The stored security key policy. It is read at every request (one row) and parsed when its version changed, so that a change acts at once.</summary>
internal sealed class SecurityKeyPolicies(Store store, DurableWriter writer, AuditLog audit)
{
    private const string Method = "fido2";
    private const int LargestDocument = 20 * 1024;

    private volatile Versioned _known = new(0, SecurityKeyRules.Default);

    /// <summary>The policy as of now.</summary>
    public SecurityKeyRules Current
    {
        get
        {
            var known = _known;
            var version = store.Read(session => session.First("SELECT Version FROM MethodPolicy WHERE Method = @p0", row => row.GetInt64(0), Method));
            if (version != known.Version)
                _known = known = store.Read(Load);
            return known.Rules;
        }
    }

    /// <summary>Changes the members that are present and leaves the others.</summary>
    public Task<Result<SecurityKeyRules>> ChangeAsync(SecurityKeyPolicy change, Caller caller, CancellationToken cancellation) =>
        writer.WriteAsync<SecurityKeyRules>(
            session =>
            {
                var before = Load(session);
                if (!SecurityKeyPolicyChange.Apply(before.Rules.Document, change).TryGet(out var after, out var refusal))
                    return refusal;
                var document = JsonSerializer.Serialize(after, ContractsJson.Default.SecurityKeyPolicy);
                if (Encoding.UTF8.GetByteCount(document) > LargestDocument)
                    return Catalogue.AuthenticationMethods.PolicyInvalid;
                session.Execute("DELETE FROM MethodPolicy WHERE Method = @p0", Method);
                session.Execute("INSERT INTO MethodPolicy (Method, Version, Document) VALUES (@p0, @p1, @p2)", Method, before.Version + 1, document);
                audit.Append(session, AuditActivity.PolicyChanged, caller.UserId ?? caller.ClientId, null,
                    ("before", JsonSerializer.Serialize(before.Rules.Document, ContractsJson.Default.SecurityKeyPolicy)), ("after", document));
                return new SecurityKeyRules(after);
            },
            cancellation);

    private static Versioned Load(StoreSession session)
    {
        var row = session.First("SELECT Version, Document FROM MethodPolicy WHERE Method = @p0", row => (row.GetInt64(0), row.GetString(1)), Method);
        return row.Item2 is null
            ? new Versioned(0, SecurityKeyRules.Default)
            : new Versioned(row.Item1, new SecurityKeyRules(JsonSerializer.Deserialize(row.Item2, ContractsJson.Default.SecurityKeyPolicy)!));
    }

    private sealed record Versioned(long Version, SecurityKeyRules Rules);
}
