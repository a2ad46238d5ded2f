using System.Globalization;
using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Reading;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>What the objects of a Kerberos server shall be. It knows no directory: from the objects as they are it computes the next change, which a plan notes and an execution makes.</summary>
/// <param name="Allow">The allow list.</param>
/// <param name="Deny">The deny list.</param>
/// <param name="SiteServers">Where server objects stand, such as <c>CN=Servers,CN=Default-First-Site-Name,…</c>; null when there shall be none.</param>
internal sealed record KerberosServerDesign(
    KerberosServerNames Names, DomainFacts Domain, KerberosServerPlaces Places, IReadOnlyList<RevealGroup> Allow, IReadOnlyList<RevealGroup> Deny, string? SiteServers)
{
    /// <summary>Exactly this: neither disabled nor trusted for more.</summary>
    public const UserAccountControl ComputerControl =
        UserAccountControl.WorkstationTrust | UserAccountControl.TrustedToAuthenticateForDelegation | UserAccountControl.PartialSecrets;

    // NORMAL_ACCOUNT, disabled: nobody signs in as it.
    private const UserAccountControl UserControl = UserAccountControl.NormalAccount | UserAccountControl.AccountDisabled;

    // RC4, AES128 and AES256 ([MS-KILE] 2.2.7).
    private const string Encryption = "28";

    // NTDSDSA_OPT_DISABLE_OUTBOUND_REPL and _GENERATE_OWN_TOPOLOGY, as a read-only domain controller has them ([MS-ADTS] 6.1.1.2.2.1.2.1.1). It is no
    // global catalogue, and what looks for those in the sites shall not find it.
    private const string SettingsOptions = "36";

    /// <summary>The first change that is needed, or null when everything is as it shall be.</summary>
    public DirectoryChange? Next(KerberosServerParts parts) =>
        OfComputer(parts) ?? OfUser(parts) ?? OfLink(parts) ?? OfContainer(parts) ?? OfConnectionPoint(parts) ?? OfServer(parts) ?? OfSettings(parts);

    /// <summary>The parts as they will be, lists included.</summary>
    public KerberosServerParts After(KerberosServerParts parts, DirectoryChange change) =>
        change.Part == KerberosServerPart.Computer ? parts.After(change) with { Allow = Allow, Deny = Deny } : parts.After(change);

    private DirectoryChange? OfComputer(KerberosServerParts parts)
    {
        if (parts.Computer is { } computer)
            return Repair(parts, computer);

        // With both lists in the one operation there is no moment at which someone is allowed and nobody denied.
        // primaryGroupID is not sent: the domain controller derives 521 and refuses to be told.
        return DirectoryChange.Add(
            KerberosServerPart.Computer,
            Places.ComputerDn,
            AdministratorRights.CreateOfDomainController("computer", Places.ComputerParentDn, Domain.DistinguishedName),
            new LdapAttribute("objectClass", "computer"),
            new LdapAttribute("sAMAccountName", Names.ComputerAccountName),
            new LdapAttribute(KerberosServerAttributes.Control, Number((long)ComputerControl)),
            new LdapAttribute("dNSHostName", $"{Names.Name}.{Domain.DnsName}"),
            new LdapAttribute(KerberosServerAttributes.EncryptionTypes, Encryption),
            new LdapAttribute(KerberosServerAttributes.Deny, Deny.Select(group => group.Dn)),
            new LdapAttribute(KerberosServerAttributes.Allow, Allow.Select(group => group.Dn)));
    }

    private DirectoryChange? Repair(KerberosServerParts parts, LdapEntry computer)
    {
        var changes = new List<LdapChange>();
        if (parts.Control != ComputerControl)
            changes.Add(LdapChange.Replace(KerberosServerAttributes.Control, Number((long)ComputerControl)));
        if (!EncryptionTypes.AllowAes256(computer))
            changes.Add(LdapChange.Replace(KerberosServerAttributes.EncryptionTypes, Encryption));
        if (!Same(parts.Deny, Deny))
            changes.Add(LdapChange.Replace(KerberosServerAttributes.Deny, Deny.Select(group => group.Dn)));
        if (!Same(parts.Allow, Allow))
            changes.Add(LdapChange.Replace(KerberosServerAttributes.Allow, Allow.Select(group => group.Dn)));
        return changes.Count == 0 ? null : DirectoryChange.Modify(KerberosServerPart.Computer, computer.Dn, changes);
    }

    // Neither account name nor password is sent: the domain controller chooses number, krbtgt_number and key.
    private DirectoryChange? OfUser(KerberosServerParts parts) => parts.User switch
    {
        null => DirectoryChange.Add(
            KerberosServerPart.User,
            Places.UserDn,
            AdministratorRights.CreateOfDomainController("user", Places.UserParentDn, Domain.DistinguishedName),
            new LdapAttribute("objectClass", "user"),
            new LdapAttribute(KerberosServerAttributes.Control, Number((long)UserControl)),
            new LdapAttribute("showInAdvancedViewOnly", "TRUE"),
            new LdapAttribute("description", $"Key of the Kerberos server {Names.Name}"))
        with
        { Controls = [LdapControl.RodcDcPromo] },
        var user => RepairUser(user),
    };

    // Whoever enables the account makes one that could be signed in to.
    private static DirectoryChange? RepairUser(LdapEntry user)
    {
        var changes = new List<LdapChange>();
        if (user.Integer(KerberosServerAttributes.Control) is { } control && !((UserAccountControl)control).HasFlag(UserAccountControl.AccountDisabled))
            changes.Add(LdapChange.Replace(KerberosServerAttributes.Control, Number((long)UserControl)));
        if (!EncryptionTypes.AllowAes256(user))
            changes.Add(LdapChange.Replace(KerberosServerAttributes.EncryptionTypes, Encryption));
        return changes.Count == 0 ? null : DirectoryChange.Modify(KerberosServerPart.User, user.Dn, changes);
    }

    private static DirectoryChange? OfLink(KerberosServerParts parts) => parts.Linked || parts.Computer is null || parts.User is null
        ? null
        : DirectoryChange.Modify(KerberosServerPart.Computer, parts.Computer.Dn, LdapChange.Replace(KerberosServerAttributes.Link, parts.User.Dn));

    private DirectoryChange? OfContainer(KerberosServerParts parts) => parts.Container is not null || parts.ConnectionPoint is not null
        ? null
        : DirectoryChange.Add(
            KerberosServerPart.Container, Places.ContainerDn, AdministratorRights.Create("container", Places.ContainerParentDn), new LdapAttribute("objectClass", "container"));

    private DirectoryChange? OfConnectionPoint(KerberosServerParts parts)
    {
        // Of what cannot be read nothing is written; the description that follows says what is missing.
        if (Known(parts, parts.User?.Text(KerberosServerAttributes.Number)) is not { } id
            || Known(parts, KerberosServerParts.SidOf(parts.User)?.ToString()) is not { } user
            || Known(parts, KerberosServerParts.SidOf(parts.Computer)?.ToString()) is not { } computer)
            return null;

        var wanted = ConnectionPointKeywords.For(id, user, computer);
        if (parts.ConnectionPoint is not { } point)
        {
            return DirectoryChange.Add(
                KerberosServerPart.ConnectionPoint,
                Places.ConnectionPointDn,
                AdministratorRights.Create("serviceConnectionPoint", Places.ContainerDn),
                new LdapAttribute("objectClass", "serviceConnectionPoint"),
                new LdapAttribute(KerberosServerAttributes.Keywords, wanted));
        }

        var present = point.Texts(KerberosServerAttributes.Keywords);
        var merged = ConnectionPointKeywords.Merge(present, wanted);
        return ConnectionPointKeywords.Same(present, merged)
            ? null
            : DirectoryChange.Modify(KerberosServerPart.ConnectionPoint, point.Dn, LdapChange.Replace(KerberosServerAttributes.Keywords, merged));
    }

    private DirectoryChange? OfServer(KerberosServerParts parts)
    {
        if (SiteServers is null || parts.Computer is null || parts.ServerNamesComputer)
            return null;
        if (parts.Server is { } server)
            return DirectoryChange.Modify(KerberosServerPart.Server, server.Dn, LdapChange.Replace(KerberosServerAttributes.ServerReference, parts.Computer.Dn));

        // All domains of a forest share the sites: where another domain has a server of this name, ours takes its domain's name too.
        var name = parts.ServerNameTaken ? Names.ServerNameIn(Domain.DnsName) : Names.Name;
        return DirectoryChange.Add(
            KerberosServerPart.Server,
            $"CN={name},{SiteServers}",
            AdministratorRights.Create("server", SiteServers),
            new LdapAttribute("objectClass", "server"),
            new LdapAttribute(KerberosServerAttributes.ServerReference, parts.Computer.Dn));
    }

    private DirectoryChange? OfSettings(KerberosServerParts parts) => SiteServers is null || parts.Server is null || parts.Settings is not null
        ? null
        : DirectoryChange.Add(
            KerberosServerPart.Settings,
            $"CN=NTDS Settings,{parts.Server.Dn}",
            AdministratorRights.CreateOfDomainController("nTDSDSA", parts.Server.Dn, Domain.DistinguishedName),
            new LdapAttribute("objectClass", "nTDSDSA"),
            new LdapAttribute("objectCategory", Places.SettingsCategoryDn),
            new LdapAttribute("options", SettingsOptions))
        with
        { Controls = [LdapControl.RodcDcPromo] };

    // A plan may not know yet what the domain controller will choose.
    private static string? Known(KerberosServerParts parts, string? value) => value ?? (parts.IsPlan ? PlannedAttribute.ChosenByDirectory : null);

    private static bool Same(IReadOnlyList<RevealGroup> left, IReadOnlyList<RevealGroup> right) =>
        left.Select(group => group.Sid).ToHashSet().SetEquals(right.Select(group => group.Sid));

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
