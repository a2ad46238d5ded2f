using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Keyway.Errors;
using Keyway.Server.Audit;
using Keyway.Server.Provisioning;
using Keyway.Server.Storage;

namespace Keyway.Server.AuthenticationMethods.Policy;

/// <summary>The stored policy of one method. It is read at every request (one row) and parsed when its version changed, so that a change acts at once.</summary>
/// <typeparam name="TDocument">The policy as the API shows it; in a change, absent members stay as they are.</typeparam>
/// <typeparam name="TRules">The policy ready to ask.</typeparam>
internal abstract class MethodPolicies<TDocument, TRules>(Store store, DurableWriter writer, AuditLog audit, string method, string activity, JsonTypeInfo<TDocument> json)
    where TDocument : class
    where TRules : class
{
    private const int LargestDocument = 20 * 1024;

    private volatile Versioned? _known;

    /// <summary>The policy as of now.</summary>
    public TRules Current => Now.Rules;

    /// <summary>The policy as of now, complete, and the number that its next change makes larger; 0 before anybody decided.</summary>
    public (TDocument Document, long Version) CurrentVersion
    {
        get
        {
            var now = Now;
            return (now.Document, now.Version);
        }
    }

    /// <summary>Changes the members that are present and leaves the others.</summary>
    /// <param name="actorId">The administrator.</param>
    /// <param name="condition"><c>If-Match</c>: the version that the administrator saw; null overwrites whatever is there.</param>
    /// <returns>The rules from now on; KW2130, KW2131.</returns>
    public Task<Result<TRules>> ChangeAsync(TDocument change, Guid? actorId, CancellationToken cancellation, string? condition = null) =>
        writer.WriteAsync<TRules>(
            session =>
            {
                var before = Load(session);
                if (condition is not null && !EntityTag.Names(condition, before.Version))
                    return Catalogue.AuthenticationMethods.PolicyChangedMeanwhile;
                if (!Merge(before.Document, change).TryGet(out var after, out var refusal))
                    return refusal;
                var document = JsonSerializer.Serialize(after, json);
                if (Encoding.UTF8.GetByteCount(document) > LargestDocument)
                    return Catalogue.AuthenticationMethods.PolicyInvalid;
                session.Execute("DELETE FROM MethodPolicy WHERE Method = @p0", method);
                session.Execute("INSERT INTO MethodPolicy (Method, Version, Document) VALUES (@p0, @p1, @p2)", method, before.Version + 1, document);
                audit.Append(session, activity, actorId, null, ("before", JsonSerializer.Serialize(before.Document, json)), ("after", document));
                return Read(after);
            },
            cancellation);

    /// <summary>The rules as they would be after a change, which is not made.</summary>
    public Result<TRules> Preview(TDocument change) => Merge(Now.Document, change).TryGet(out var after, out var refusal) ? Read(after) : refusal;

    /// <summary>The policy before an administrator decides.</summary>
    protected abstract TDocument Unset { get; }

    /// <summary>Checks every value of a change, so that a stored policy cannot be wrong.</summary>
    protected abstract Result<TDocument> Merge(TDocument before, TDocument change);

    /// <param name="document">With no member absent.</param>
    protected abstract TRules Read(TDocument document);

    private Versioned Now
    {
        get
        {
            var known = _known;
            var version = store.Read(session => session.First("SELECT Version FROM MethodPolicy WHERE Method = @p0", row => row.GetInt64(0), method));
            if (known is null || version != known.Version)
                _known = known = store.Read(Load);
            return known;
        }
    }

    private Versioned Load(StoreSession session)
    {
        var (version, text) = session.First("SELECT Version, Document FROM MethodPolicy WHERE Method = @p0", row => (row.GetInt64(0), row.GetString(1)), method);
        // A policy that was stored before a member existed takes that member's default.
        var document = text is null ? Unset : Merge(Unset, JsonSerializer.Deserialize(text, json)!).ValueOrFault();
        return new Versioned(version, document, Read(document));
    }

    private sealed record Versioned(long Version, TDocument Document, TRules Rules);
}
