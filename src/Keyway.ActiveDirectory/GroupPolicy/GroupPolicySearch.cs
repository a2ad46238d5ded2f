using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Security;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.GroupPolicy;

/// <summary>
/// Finds the Group Policy objects of a computer, or of a person, in the directory ([MS-GPOL] 3.2.5.1): scopes, links, order, then for each object whether it applies. Each scope and each
/// object is read once, however many are asked for: make a new one for each reading.
/// </summary>
public sealed class GroupPolicySearch(DomainConnection connection)
{
    private const int BlockInheritance = 1;
    private const int UserHalfOff = 1;
    private const int ComputerHalfOff = 2;
    private const int FunctionalityVersion = 2;
    private const int MaximumDescriptor = 256 << 10;

    // [MS-GPREG] 1.9: without it in the list, an object has no administrative templates.
    private const string RegistryExtension = "{35378EAC-683F-11D2-A89A-00C04FBBCFA2}";

    private static readonly string[] Attributes =
        ["displayName", "versionNumber", "flags", "gPCFileSysPath", "gPCFunctionalityVersion", "gPCWQLFilter", "gPCMachineExtensionNames", "gPCUserExtensionNames", SecurityDescriptorReading.Attribute];

    // Distinguished names do not mind case.
    private readonly Dictionary<string, Result<LinkedScope>> _scopes = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Result<LdapEntry>> _objects = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>All objects that are linked for somebody, those that do not apply too; a later one overrules an earlier one.</summary>
    /// <param name="subject">The computer, or a person.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Result<IReadOnlyList<GroupPolicyObject>>> FindAsync(PolicySubject subject, CancellationToken cancellationToken)
    {
        if (!(await ScopesAsync(subject.Dn, cancellationToken).ConfigureAwait(false)).TryGet(out var scopes, out var refusal)
            || !(await new AccessTokenReading(connection).ReadAsync(subject.Dn, subject.Sid, cancellationToken).ConfigureAwait(false)).TryGet(out var token, out refusal))
            return refusal;

        var found = new List<GroupPolicyObject>();
        foreach (var (link, scope) in GroupPolicyOrder.Of(scopes))
        {
            if (!(await ReadAsync(link, scope, subject, token, cancellationToken).ConfigureAwait(false)).TryGet(out var policy, out refusal))
                return refusal;
            found.Add(policy);
        }

        return found;
    }

    private async Task<Result<IReadOnlyList<LinkedScope>>> ScopesAsync(string dn, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        for (var above = DistinguishedName.ParentOf(dn); above is not null; above = DistinguishedName.ParentOf(above))
        {
            var isDomain = above.Equals(connection.RootDse.DomainDn, StringComparison.OrdinalIgnoreCase);
            if (isDomain || above.StartsWith("OU=", StringComparison.OrdinalIgnoreCase))
                names.Insert(0, above);
            if (isDomain)
                break;
        }

        if (connection.DomainController.ClientSite is { Length: > 0 } site && site.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_'))
            names.Insert(0, $"CN={site},CN=Sites,{connection.RootDse.ConfigurationDn}");

        var scopes = new List<LinkedScope>();
        foreach (var name in names)
        {
            if (!_scopes.TryGetValue(name, out var read))
                _scopes[name] = read = await ReadScopeAsync(name, cancellationToken).ConfigureAwait(false);
            if (!read.TryGet(out var scope, out var refusal))
                return refusal;
            scopes.Add(scope);
        }

        return scopes;
    }

    private async Task<Result<LinkedScope>> ReadScopeAsync(string name, CancellationToken cancellationToken)
    {
        if (!(await connection.ReadAsync(name, ["gPLink", "gPOptions"], cancellationToken).ConfigureAwait(false)).TryGet(out var entry, out var refusal)
            || !GroupPolicyLink.Parse(entry.Text("gPLink") ?? string.Empty).TryGet(out var links, out refusal))
            return new Refusal(refusal.Error, $"{name}: {refusal.Detail}");
        return new LinkedScope(name, links, (entry.Integer("gPOptions") & BlockInheritance) == BlockInheritance);
    }

    private async Task<Result<GroupPolicyObject>> ReadAsync(GroupPolicyLink link, LinkedScope scope, PolicySubject subject, AccessToken token, CancellationToken cancellationToken)
    {
        var dn = link.ObjectDn;
        if (!Guid.TryParseExact(DistinguishedName.FirstValueOf(dn), "B", out var id))
            return new Refusal(Catalogue.Policies.LinkMalformed, $"{scope.Dn}: {dn}");
        var blank = new GroupPolicyObject(id, id.ToString("B"), scope.Dn, 0, string.Empty);
        if (link.IsDisabled)
            return blank with { Skipped = "its link is disabled" };
        if (!dn.EndsWith(",CN=Policies,CN=System," + connection.RootDse.DomainDn, StringComparison.OrdinalIgnoreCase))
            return blank with { Skipped = "it is of another domain" };

        if (!_objects.TryGetValue(dn, out var read))
            _objects[dn] = read = await ReadObjectAsync(dn, cancellationToken).ConfigureAwait(false);
        if (read.TryGet(out var entry, out var refusal))
            return Judge(blank, entry, subject.Half, token);
        return refusal.Error == Catalogue.ActiveDirectory.NoSuchObject ? blank with { Skipped = "it is not there, or not for this computer to see" } : refusal;
    }

    private async Task<Result<LdapEntry>> ReadObjectAsync(string dn, CancellationToken cancellationToken)
    {
        var search = new LdapSearch(dn, LdapScope.Base, LdapFilter.Any, Attributes) { Controls = [SecurityDescriptorFlags.OwnerAndDacl], MaxValueBytes = MaximumDescriptor };
        if (!(await connection.SearchAsync(search, cancellationToken).ConfigureAwait(false)).TryGet(out var entries, out var refusal))
            return refusal;
        return entries is [var entry, ..] ? entry : new Refusal(Catalogue.ActiveDirectory.NoSuchObject, dn);
    }

    private GroupPolicyObject Judge(GroupPolicyObject blank, LdapEntry entry, PolicyHalf half, AccessToken token)
    {
        // Who may not read an object's list is not meant by it either.
        if (entry.Bytes(SecurityDescriptorReading.Attribute) is not { } bytes)
            return blank with { Skipped = "security filtering: this computer may not read it" };
        var named = blank with { Name = entry.Text("displayName") is { Length: > 0 and <= 255 } shown ? shown : blank.Name };
        if (!SecurityDescriptor.Parse(bytes).TryGet(out var descriptor, out var refusal))
            return named with { Refused = new Refusal(Catalogue.Policies.ObjectMalformed, refusal.ToString()) };
        var access = new ObjectAccess(descriptor, null);
        if (!access.Grants(token, AccessMask.ReadProperty) || !access.Grants(token, AccessMask.ControlAccess, ExtendedRights.ApplyGroupPolicy))
            return named with { Skipped = half == PolicyHalf.Computer ? "security filtering: it is not applied to this computer" : "security filtering: it is not applied to this person" };

        if (entry.Integer("versionNumber") is not (>= int.MinValue and <= uint.MaxValue and var number)
            || (entry.Integer("flags") ?? 0) is not (>= 0 and <= 3 and var flags)
            || entry.Text("gPCFileSysPath") is not { } path)
            return named with { Refused = new Refusal(Catalogue.Policies.ObjectMalformed, entry.Dn) };
        var (name, off, extensions) = half == PolicyHalf.Computer
            ? ("computer", ComputerHalfOff, "gPCMachineExtensionNames")
            : ("user", UserHalfOff, "gPCUserExtensionNames");
        var versioned = named with { Version = GroupPolicyVersion.Of(number, half) };
        if ((flags & off) != 0)
            return versioned with { Skipped = $"its {name} half is disabled" };
        if (entry.Integer("gPCFunctionalityVersion") != FunctionalityVersion)
            return versioned with { Skipped = "its functionality version is not 2" };
        if (!string.IsNullOrWhiteSpace(entry.Text("gPCWQLFilter")))
            return versioned with { Skipped = "it has a WMI filter, which only Windows can answer" };
        if (versioned.Version == 0)
            return versioned with { Skipped = $"its {name} half is empty" };
        if (entry.Text(extensions)?.Contains(RegistryExtension, StringComparison.OrdinalIgnoreCase) != true)
            return versioned with { Skipped = $"its {name} half has no administrative templates" };
        return GroupPolicyPath.Read(path, DistinguishedName.DnsNameOf(connection.RootDse.DomainDn), blank.Id).TryGet(out var folder, out refusal)
            ? versioned with { Folder = folder }
            : versioned with { Refused = refusal };
    }
}
