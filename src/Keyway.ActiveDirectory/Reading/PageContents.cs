using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Reading;

/// <summary>Collects what one page will hold, from entries that are parsed here once.</summary>
internal sealed class PageContents(DomainReplica replica, Guid? except, bool wholeDomain)
{
    private const int MaximumCertificates = 100;

    private readonly List<DirectoryUser> _users = [];
    private readonly List<ChangedGroup> _groups = [];
    private readonly List<DirectoryComputer> _computers = [];
    private readonly List<Guid> _gone = [];
    private readonly List<SkippedObject> _skipped = [];

    /// <summary>What the directory showed for this page.</summary>
    public int Entries { get; set; }

    /// <summary>Takes an entry in. The group that it is, whose members the caller adds; null for anything else.</summary>
    /// <param name="entry">With <see cref="DirectoryAttributes.OfObjects"/>.</param>
    public DirectoryGroup? Take(LdapEntry entry)
    {
        if (entry.Oversized.Count > 0)
        {
            Skip(entry, new Refusal(Catalogue.ActiveDirectory.ObjectOversized, string.Join(", ", entry.Oversized)));
            return null;
        }

        if (!EntryIdentity.Read(entry, replica).TryGet(out var identity, out var refusal))
        {
            Skip(entry, refusal);
            return null;
        }

        switch (identity.ObjectGuid == except ? SyncedKind.None : SyncedKinds.Of(entry, identity.Sid.RelativeIdentifier))
        {
            case SyncedKind.User when UserEntries.Read(entry, identity).TryGet(out var user, out refusal):
                _users.Add(user);
                return null;
            case SyncedKind.Computer when entry.Values("userCertificate").Count > MaximumCertificates:
                refusal = new Refusal(Catalogue.ActiveDirectory.ObjectOversized, "userCertificate");
                break;
            case SyncedKind.Computer:
                _computers.Add(ComputerEntries.Read(entry, identity));
                return null;
            case SyncedKind.Group:
                return GroupEntries.Read(entry, identity);
            case SyncedKind.None:
                // Of a whole domain everything is gone that is not named.
                if (!wholeDomain)
                    _gone.Add(identity.ObjectGuid);
                return null;
        }

        Skip(entry, refusal!);
        return null;
    }

    public void Add(ChangedGroup group) => _groups.Add(group);

    public void AddGone(Guid guid) => _gone.Add(guid);

    public void Skip(LdapEntry entry, Refusal why)
    {
        var dn = ExtendedName.Parse(entry.Dn).TryGet(out var name, out _) ? name.Dn : entry.Dn;
        _skipped.Add(new SkippedObject(entry.Guid("objectGUID"), LdapRefusals.Printable(dn), why));
    }

    public DirectoryChangePage ToPage(string? fullReadBecause, ReadOnlyMemory<byte> cookie, bool more) =>
        new(_users, _groups, _computers, _gone, fullReadBecause, cookie, more) { Skipped = _skipped, Entries = Entries };
}
