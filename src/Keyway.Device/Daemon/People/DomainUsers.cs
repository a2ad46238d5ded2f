using Keyway.Device.SignIn;
using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.Daemon.People;

/// <summary>
/// At a computer that is a member of a domain: which of its users a person is. The name service of the site (winbind, sssd) decides, and is asked by SID: a name
/// is never enough, because another domain may have the same, and because it may have been given to somebody else since the last sync.
/// </summary>
internal sealed class DomainUsers(NameService names, LocalFiles local)
{
    private const uint FirstOrdinary = 1000;
    private const uint Nobody = 65534;

    // (uid_t)-1 and its 16 bit kin mean "no user" in system calls.
    private const uint NoUser16 = 65535;
    private const uint FirstNegative = 0x8000_0000;

    /// <summary>Whether a number can be somebody's, and not the system's.</summary>
    public static bool IsOrdinary(uint userId) => userId is >= FirstOrdinary and < FirstNegative and not Nobody and not NoUser16;

    /// <summary>The user of somebody whom the identity server signed in.</summary>
    /// <param name="issued">What the server issued.</param>
    /// <param name="computer">The computer's own account.</param>
    public Result<(PasswdEntry Entry, DomainUser User)> Of(IssuedToken issued, DomainAccount computer)
    {
        if (issued.OnPremises is not { } person)
            return new Refusal(Catalogue.Daemon.NotOfDomain, issued.User);
        if (!string.Equals(person.Domain, computer.Domain, StringComparison.OrdinalIgnoreCase))
            return new Refusal(Catalogue.Daemon.OtherDomain, person.Domain);
        if (!Lookup(person).TryGet(out var entry, out var refusal))
            return refusal.Error == Catalogue.Daemon.NameServiceIgnorant ? refusal with { Detail = $"{person.Account}@{person.Domain}" } : refusal;
        return IsFree(entry)
            ? (entry, new DomainUser(person.Account, person.Domain, entry.GroupId, entry.Home, person.Sid))
            : new Refusal(Catalogue.Daemon.UserImpossible, $"{entry.Name} ({entry.UserId})");
    }

    /// <summary>Whether a program that was told a name means the user of this name and number.</summary>
    public Result<bool> IsMeant(string? asked, string name, uint userId, DomainUser user, string userPrincipalName)
    {
        if (asked is null || asked == name)
            return true;

        // What the name service says of a name goes before what it looks like.
        if (names.Find(asked).TryGet(out var entry, out var refusal))
            return entry.UserId == userId;
        return refusal.Error == Catalogue.Daemon.NameServiceIgnorant
            ? user.IsCalled(asked, name) || string.Equals(asked, userPrincipalName, StringComparison.OrdinalIgnoreCase)
            : refusal;
    }

    /// <summary>Whether somebody who is known here is still the user that they were: without the identity server nobody else says so.</summary>
    public Result<LocalAccount> Confirm(LocalAccount account, string? asked)
    {
        if (account.Domain is not { } user)
            return account;
        if (!names.Find(account.Name).TryGet(out var entry, out var refusal))
            return refusal;
        if (entry.UserId != account.UserId || !IsFree(entry))
            return new Refusal(Catalogue.Daemon.UserImpossible, $"{account.Name} was {account.UserId} and is {entry.UserId}");
        if (!IsMeant(asked, account.Name, account.UserId, user, account.UserPrincipalName).TryGet(out var meant, out refusal))
            return refusal;
        return meant ? account : Catalogue.Daemon.SomebodyElse;
    }

    private Result<PasswdEntry> Lookup(OnPremisesPerson person)
    {
        if (person.Sid is not { } sid)
            return new Refusal(Catalogue.Daemon.SidNotCompared, $"the identity server tells none of {person.Account}@{person.Domain}");
        if (!names.OfDomains().TryGet(out var services, out var refusal))
            return refusal;
        foreach (var service in services)
        {
            if (names.UserIdOf(sid, service).TryGet(out var userId, out refusal))
                return Entry(userId, service);
            if (refusal.Error != Catalogue.Daemon.NameServiceIgnorant)
                return refusal;
        }

        return Catalogue.Daemon.NameServiceIgnorant;
    }

    /// <summary>What programs here take a number for. It must be what the service says that gave it, and its name must lead back to it: programs go by the name that they are told.</summary>
    private Result<PasswdEntry> Entry(uint userId, string service)
    {
        // winbind maps a SID by arithmetic, whether or not there is anybody: the number's own entry tells.
        if (!names.Find(userId, service).TryGet(out var theirs, out var refusal)
            || !names.Find(userId).TryGet(out var entry, out refusal)
            || !names.Find(entry.Name).TryGet(out var named, out refusal))
            return refusal;
        if (entry != theirs)
            return new Refusal(Catalogue.Daemon.UserImpossible, $"{entry.Name} ({entry.UserId}) is {theirs.Name} for {service}");
        return entry.UserId == userId && named.UserId == userId ? entry : new Refusal(Catalogue.Daemon.UserImpossible, $"{entry.Name} ({entry.UserId}, asked for as {userId}) has the name of {named.UserId}");
    }

    private bool IsFree(PasswdEntry entry) => IsOrdinary(entry.UserId) && !local.HasUser(entry.Name) && !local.HasUser(entry.UserId);
}
