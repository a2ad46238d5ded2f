using Keyway.Errors;
using Keyway.Server.Audit;
using Keyway.Server.Storage;

namespace Keyway.Server.Accounts;

/// <summary>What a global administrator does with people who are in no domain. People of a domain are changed there, and the sync brings it here.</summary>
internal sealed class PeopleAdministration(DurableWriter writer, AuditLog audit, TimeProvider time)
{
    private const int LongestName = 256;

    /// <summary>Makes a cloud-only person without a role and without any way to sign in.</summary>
    /// <returns>The person; KW2054, KW2055, KW2655.</returns>
    public async Task<Result<Account>> CreateAsync(string userName, string displayName, Guid actorId, CancellationToken cancellation)
    {
        if (!IsName(displayName))
            return Catalogue.Portal.DisplayNameInvalid;
        return await writer.WriteAsync<Account>(
            session =>
            {
                if (!AccountDirectory.Create(session, userName, displayName, new HashSet<Role>(), time.GetUtcNow()).TryGet(out var account, out var refusal))
                    return refusal;
                audit.Append(session, AuditActivity.AccountCreated, actorId, account.Id, ("userName", account.UserName), ("displayName", account.DisplayName));
                return account;
            },
            cancellation);
    }

    /// <summary>Lets a cloud-only person in, or keeps the person out from the next request on. What is so already stays so.</summary>
    /// <returns>The person; KW2050, KW2521 for the last global administrator, KW2656 for somebody of a domain.</returns>
    public Task<Result<Account>> SetEnabledAsync(Guid person, bool enabled, Guid actorId, CancellationToken cancellation) => writer.WriteAsync<Account>(
        session =>
        {
            if (DirectoryUsers.Find(session, person) is not { } user)
                return Catalogue.Accounts.AccountUnknown;
            if (user.Domain is not null)
                return Catalogue.Portal.ManagedByDomain;
            if (!enabled && RoleAssignments.IsLastGlobalAdministrator(session, person))
                return Catalogue.Provisioning.LastAdministrator;
            if (user.Enabled != enabled)
            {
                DirectoryUsers.Update(session, user with { Enabled = enabled, ModifiedOn = time.GetUtcNow(), Version = user.Version + 1 });
                audit.Append(session, enabled ? AuditActivity.AccountEnabled : AuditActivity.AccountDisabled, actorId, person);
            }

            return AccountDirectory.Find(session, person)!;
        },
        cancellation);

    // An unpaired surrogate enumerates as U+FFFD; a name that ends in spaces looks like another one.
    private static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName && name == name.Trim() && name.EnumerateRunes().All(rune => rune != System.Text.Rune.ReplacementChar
            && System.Text.Rune.GetUnicodeCategory(rune) is not (System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format
                or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator));
}
