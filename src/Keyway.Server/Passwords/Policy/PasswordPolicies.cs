using System.Globalization;
using Keyway.Contracts.Passwords;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Audit;
using Keyway.Server.Storage;

namespace Keyway.Server.Passwords.Policy;

/// <summary>
/// The switch of each domain, off until a global administrator turns it on. A connector cannot: whoever steals one could otherwise sign in as
/// anybody of a domain that never wanted passwords here.
/// </summary>
internal sealed class PasswordPolicies(Store store, DurableWriter writer, AuditLog audit)
{
    private const int MostThreshold = 50;
    private const int ShortestSeconds = 5;
    private const int LongestSeconds = 43_200;

    /// <summary>Every domain somebody decided about, in the order of names.</summary>
    public List<DomainPasswordPolicy> All() => store.Read(session => session.All(
        "SELECT Domain, Enabled, LockoutThreshold, LockoutSeconds FROM PasswordCheckPolicy ORDER BY Domain", Map));

    public DomainPasswordPolicy Of(string domain) => store.Read(session => Find(session, domain));

    /// <summary>Changes the members that are present.</summary>
    public Task<Result<DomainPasswordPolicy>> ChangeAsync(string domain, PasswordCheckPolicy change, Guid actorId, CancellationToken cancellation) =>
        writer.WriteAsync<DomainPasswordPolicy>(
            session =>
            {
                if (!AccountDirectory.IsSynced(session, domain))
                    return new Refusal(Catalogue.Passwords.DomainUnknown, domain);
                var before = Find(session, domain);
                if (!Apply(before, change).TryGet(out var after, out var refusal))
                    return refusal;
                session.Execute("DELETE FROM PasswordCheckPolicy WHERE Domain = @p0", domain);
                session.Execute(
                    "INSERT INTO PasswordCheckPolicy (Domain, Enabled, LockoutThreshold, LockoutSeconds) VALUES (@p0, @p1, @p2, @p3)",
                    domain, after.Enabled, after.LockoutThreshold, (int)after.LockoutDuration.TotalSeconds);
                audit.Append(session, AuditActivity.PasswordPolicyChanged, actorId, null,
                    ("domain", domain), ("before", Text(before)), ("after", Text(after)));
                return after;
            },
            cancellation);

    private static string Text(DomainPasswordPolicy policy) => string.Create(
        CultureInfo.InvariantCulture,
        $"state {(policy.Enabled ? PasswordCheckStates.Enabled : PasswordCheckStates.Disabled)}, lockoutThreshold {policy.LockoutThreshold}, lockoutDurationInSeconds {policy.LockoutDuration.TotalSeconds}");

    private static Result<DomainPasswordPolicy> Apply(DomainPasswordPolicy before, PasswordCheckPolicy change)
    {
        if (change.State is not (null or PasswordCheckStates.Enabled or PasswordCheckStates.Disabled))
            return new Refusal(Catalogue.Passwords.PolicyInvalid, "state");
        if (change.LockoutThreshold is < 1 or > MostThreshold)
            return new Refusal(Catalogue.Passwords.PolicyInvalid, "lockoutThreshold");
        if (change.LockoutDurationInSeconds is < ShortestSeconds or > LongestSeconds)
            return new Refusal(Catalogue.Passwords.PolicyInvalid, "lockoutDurationInSeconds");
        return before with
        {
            Enabled = change.State is null ? before.Enabled : change.State == PasswordCheckStates.Enabled,
            LockoutThreshold = change.LockoutThreshold ?? before.LockoutThreshold,
            LockoutDuration = change.LockoutDurationInSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : before.LockoutDuration,
        };
    }

    private static DomainPasswordPolicy Find(StoreSession session, string domain) =>
        session.First("SELECT Domain, Enabled, LockoutThreshold, LockoutSeconds FROM PasswordCheckPolicy WHERE Domain = @p0", Map, domain) ?? DomainPasswordPolicy.Default(domain);

    private static DomainPasswordPolicy Map(System.Data.Common.DbDataReader row) =>
        new(row.GetString(0), row.GetBoolean(1), row.GetInt32(2), TimeSpan.FromSeconds(row.GetInt32(3)));
}
