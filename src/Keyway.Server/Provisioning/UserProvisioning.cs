using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Audit;
using Keyway.Server.Storage;

namespace Keyway.Server.Provisioning;

/// <summary>The rules by which people are made, changed and deleted. Runs inside units of work, so that what it checks is what it writes to.</summary>
internal sealed class UserProvisioning(TimeProvider time, AuditLog audit, ProvisioningAlarms alarms)
{
    /// <summary>Makes a person, or brings back a deleted one of the same anchor with all that belongs to it.</summary>
    public Result<DirectoryUser> Create(StoreSession session, ScimAuthority authority, UserAttributes attributes)
    {
        var now = time.GetUtcNow();
        var blank = new DirectoryUser(Guid.NewGuid(), string.Empty, string.Empty, null, true, null, null, now, now, null, 1);
        if (!attributes.Build(blank).TryGet(out var user, out var refusal))
            return refusal;
        if (authority.CheckMayWrite(user.Domain, user.ExternalId) is { } notAllowed)
            return notAllowed;

        var former = user.Domain is null ? null : DirectoryUsers.FindByAnchor(session, user.Domain, user.ExternalId!);
        if (former is { DeletedOn: null })
            return Catalogue.Provisioning.AnchorTaken;
        if (former is not null)
            return Replace(session, authority, former, user with { Id = former.Id, CreatedOn = former.CreatedOn, Version = former.Version, DeletedOn = null });
        if (CheckUnique(session, authority, user) is { } taken)
            return taken;
        DirectoryUsers.Insert(session, user);
        audit.Append(session, AuditActivity.AccountCreated, authority.ActorId, user.Id, UserChanges.Facts(user).Detail);
        return user;
    }

    /// <summary>Puts a person's attributes in place of all former ones.</summary>
    public Result<DirectoryUser> Replace(StoreSession session, ScimAuthority authority, Guid id, UserAttributes attributes, string? ifMatch)
    {
        if (!Open(session, authority, id, ifMatch).TryGet(out var current, out var refusal))
            return refusal;
        return attributes.Build(current).TryGet(out var next, out refusal) ? Replace(session, authority, current, next) : refusal;
    }

    /// <summary>Applies a patch, all of it or nothing.</summary>
    public Result<DirectoryUser> Patch(StoreSession session, ScimAuthority authority, Guid id, PatchRequest patch, string? ifMatch)
    {
        if (!Open(session, authority, id, ifMatch).TryGet(out var current, out var refusal))
            return refusal;
        var attributes = UserAttributes.Of(current);
        foreach (var operation in patch.Operations)
        {
            if (attributes.Apply(operation) is { } refused)
                return refused;
        }

        return attributes.Build(current).TryGet(out var next, out refusal) ? Replace(session, authority, current, next) : refusal;
    }

    /// <summary>Deletes a person. The row stays for thirty days with its anchor and SID, and so do the person's keys, in case the domain brings it back.</summary>
    public Result<DirectoryUser> Delete(StoreSession session, ScimAuthority authority, Guid id, string? ifMatch)
    {
        if (!Open(session, authority, id, ifMatch).TryGet(out var current, out var refusal))
            return refusal;
        if (RoleAssignments.IsLastGlobalAdministrator(session, id))
            return Catalogue.Provisioning.LastAdministrator;
        var now = time.GetUtcNow();
        var deleted = current with { DeletedOn = now, ModifiedOn = now, Version = current.Version + 1 };
        DirectoryUsers.Update(session, deleted);
        Memberships.SetAside(session, id);
        audit.Append(session, AuditActivity.AccountDeleted, authority.ActorId, id, UserChanges.Facts(current).Detail);
        return deleted;
    }

    private Result<DirectoryUser> Replace(StoreSession session, ScimAuthority authority, DirectoryUser current, DirectoryUser next)
    {
        if (authority.CheckMayWrite(next.Domain, next.ExternalId) is { } notAllowed)
            return notAllowed;
        if (next.OnPremises is { } onPremises)
        {
            if (!onPremises.Sid.Equals(current.OnPremises!.Sid))
            {
                alarms.SidChanged(authority.Domain, current.Id, current.OnPremises.Sid.ToString(), onPremises.Sid.ToString());
                return Catalogue.Provisioning.SidChanged;
            }

            if (next.ExternalId != current.ExternalId)
                return Catalogue.Provisioning.AnchorChanged;
        }

        if (next == current)
            return current;
        if (CheckUnique(session, authority, next) is { } taken)
            return taken;
        if (current.Enabled && !next.Enabled && RoleAssignments.IsLastGlobalAdministrator(session, current.Id))
            return Catalogue.Provisioning.LastAdministrator;
        next = next with { ModifiedOn = time.GetUtcNow(), Version = current.Version + 1 };
        DirectoryUsers.Update(session, next);
        if (current.DeletedOn is not null)
        {
            Memberships.BringBack(session, current.Id);
            audit.Append(session, AuditActivity.AccountRestored, authority.ActorId, current.Id, ("userName", next.UserName));
        }

        if (current.Enabled != next.Enabled)
            audit.Append(session, next.Enabled ? AuditActivity.AccountEnabled : AuditActivity.AccountDisabled, authority.ActorId, current.Id);
        var changes = UserChanges.Of(current, next);
        if (!changes.IsEmpty)
            audit.Append(session, IsRenamed(current, next) ? AuditActivity.AccountRenamed : AuditActivity.AccountChanged, authority.ActorId, current.Id, changes.Detail);
        return next;
    }

    // A name decides whose home directory and whose principal somebody gets: who had which, must be found later.
    private static bool IsRenamed(DirectoryUser before, DirectoryUser after) =>
        before.UserName != after.UserName || before.OnPremises?.SamAccountName != after.OnPremises?.SamAccountName;

    private Result<DirectoryUser> Open(StoreSession session, ScimAuthority authority, Guid id, string? ifMatch)
    {
        if (DirectoryUsers.Find(session, id) is not { } current)
            return Catalogue.Provisioning.ResourceNotFound;
        return authority.CheckMayChange(current.Domain, id, current.Version, ifMatch, alarms) is { } refusal ? refusal : current;
    }

    private Refusal? CheckUnique(StoreSession session, ScimAuthority authority, DirectoryUser user)
    {
        if (DirectoryUsers.FindByUserName(session, user.UserName) is { } namesake && namesake.Id != user.Id)
        {
            if (authority.Domain is null || namesake.Domain == authority.Domain)
                return new Refusal(Catalogue.Accounts.UserNameTaken);
            alarms.NameClaimed(authority.Domain, namesake.Id, user.UserName);
            return new Refusal(Catalogue.Provisioning.SoftMatchRefused);
        }

        if (user.OnPremises is { } onPremises && DirectoryUsers.FindBySid(session, user.Domain!, onPremises.Sid.ToString()) is { } holder && holder.Id != user.Id)
        {
            alarms.SidClaimed(authority.Domain, holder.Id, onPremises.Sid.ToString());
            return new Refusal(Catalogue.Provisioning.SidTaken);
        }

        return null;
    }
}
