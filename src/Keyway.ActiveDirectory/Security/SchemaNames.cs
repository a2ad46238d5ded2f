using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Security;

/// <summary>The GUIDs by which access control entries name attributes and classes, read from the schema.</summary>
internal sealed class SchemaNames
{
    private readonly Dictionary<string, (Guid Id, Guid? PropertySet)> _byName;

    private SchemaNames(Dictionary<string, (Guid Id, Guid? PropertySet)> byName) => _byName = byName;

    /// <summary>Reads these attributes and classes; an older schema may not have each.</summary>
    public static async Task<Result<SchemaNames>> ReadAsync(DomainConnection connection, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var filter = LdapFilter.Or([.. names.Select(name => LdapFilter.Equal("lDAPDisplayName", name))]);
        var search = new LdapSearch($"CN=Schema,{connection.RootDse.ConfigurationDn}", LdapScope.OneLevel, filter, "lDAPDisplayName", "schemaIDGUID", "attributeSecurityGUID");
        if (!(await connection.SearchAsync(search, cancellationToken).ConfigureAwait(false)).TryGet(out var entries, out var refusal))
            return refusal;

        var byName = new Dictionary<string, (Guid, Guid?)>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in entries)
        {
            if (entry.Text("lDAPDisplayName") is { } name && entry.Guid("schemaIDGUID") is { } id)
                byName[name] = (id, entry.Guid("attributeSecurityGUID"));
        }

        return new SchemaNames(byName);
    }

    public bool Has(string name) => _byName.ContainsKey(name);

    /// <summary>What an access control entry may name to reach the attribute on an object of the class: itself, its property set, the class.</summary>
    public Guid[] BranchOf(string attribute, string objectClass)
    {
        var (id, propertySet) = _byName[attribute];
        return propertySet is { } set ? [id, set, _byName[objectClass].Id] : [id, _byName[objectClass].Id];
    }
}
