namespace Keyway.Server.Provisioning.Filters;

/// <summary>The column behind an attribute.</summary>
/// <param name="Sql">The column's name; empty for <see cref="FilterColumnKind.Member"/>.</param>
internal sealed record FilterColumn(string Sql, FilterColumnKind Kind)
{
    /// <summary>What people can be found by.</summary>
    public static IReadOnlyDictionary<string, FilterColumn> OfUsers { get; } = new Dictionary<string, FilterColumn>
    {
        ["id"] = new("Id", FilterColumnKind.Id),
        ["username"] = new("UserNameKey", FilterColumnKind.NameKey),
        ["externalid"] = new("ExternalId", FilterColumnKind.Exact),
        ["displayname"] = new("DisplayName", FilterColumnKind.Text),
        ["name.givenname"] = new("GivenName", FilterColumnKind.Text),
        ["name.familyname"] = new("FamilyName", FilterColumnKind.Text),
        ["emails"] = new("Mail", FilterColumnKind.Text),
        ["emails.value"] = new("Mail", FilterColumnKind.Text),
        ["emails.type"] = new("MailType", FilterColumnKind.Text),
        ["active"] = new("Enabled", FilterColumnKind.Truth),
        ["manager"] = new("ManagerId", FilterColumnKind.Exact),
        ["manager.value"] = new("ManagerId", FilterColumnKind.Exact),
        ["@enterprise:manager"] = new("ManagerId", FilterColumnKind.Exact),
        ["@enterprise:manager.value"] = new("ManagerId", FilterColumnKind.Exact),
        ["meta.created"] = new("CreatedOn", FilterColumnKind.Moment),
        ["meta.lastmodified"] = new("ModifiedOn", FilterColumnKind.Moment),
        ["@onpremises:samaccountname"] = new("SamAccountName", FilterColumnKind.Text),
        ["@onpremises:domaindnsname"] = new("Domain", FilterColumnKind.NameKey),
        ["@onpremises:domainnetbiosname"] = new("NetBiosName", FilterColumnKind.Text),
        ["@onpremises:securityidentifier"] = new("Sid", FilterColumnKind.Exact),
        ["@onpremises:primarygroupsid"] = new("PrimaryGroupSid", FilterColumnKind.Exact),
        ["@onpremises:accountexpires"] = new("AccountExpires", FilterColumnKind.Moment),
        ["@onpremises:passwordexpired"] = new("PasswordExpired", FilterColumnKind.Truth),
        ["@onpremises:passwordexpires"] = new("PasswordExpires", FilterColumnKind.Moment),
        ["@onpremises:passwordlastset"] = new("PasswordLastSet", FilterColumnKind.Moment),
        ["@onpremises:privileged"] = new("Privileged", FilterColumnKind.Truth),
    };

    /// <summary>What groups can be found by.</summary>
    public static IReadOnlyDictionary<string, FilterColumn> OfGroups { get; } = new Dictionary<string, FilterColumn>
    {
        ["id"] = new("Id", FilterColumnKind.Id),
        ["externalid"] = new("ExternalId", FilterColumnKind.Exact),
        ["displayname"] = new("DisplayName", FilterColumnKind.Text),
        ["members"] = new(string.Empty, FilterColumnKind.Member),
        ["members.value"] = new(string.Empty, FilterColumnKind.Member),
        ["meta.created"] = new("CreatedOn", FilterColumnKind.Moment),
        ["meta.lastmodified"] = new("ModifiedOn", FilterColumnKind.Moment),
        ["@onpremises:samaccountname"] = new("SamAccountName", FilterColumnKind.Text),
        ["@onpremises:domaindnsname"] = new("Domain", FilterColumnKind.NameKey),
        ["@onpremises:securityidentifier"] = new("Sid", FilterColumnKind.Exact),
    };

    /// <summary>What computers can be found by.</summary>
    public static IReadOnlyDictionary<string, FilterColumn> OfDevices { get; } = new Dictionary<string, FilterColumn>
    {
        ["id"] = new("Id", FilterColumnKind.Id),
        ["externalid"] = new("Id", FilterColumnKind.Id),
        ["displayname"] = new("DisplayName", FilterColumnKind.Text),
        ["active"] = new("Enabled", FilterColumnKind.Truth),
        ["operatingsystem"] = new("OperatingSystem", FilterColumnKind.Text),
        ["operatingsystemversion"] = new("OperatingSystemVersion", FilterColumnKind.Text),
        ["meta.created"] = new("CreatedOn", FilterColumnKind.Moment),
        ["meta.lastmodified"] = new("ModifiedOn", FilterColumnKind.Moment),
        ["@onpremises:samaccountname"] = new("SamAccountName", FilterColumnKind.Text),
        ["@onpremises:domaindnsname"] = new("Domain", FilterColumnKind.NameKey),
        ["@onpremises:securityidentifier"] = new("Sid", FilterColumnKind.Exact),
    };

    /// <summary>By what a list is sorted, or null when it cannot be sorted by this attribute.</summary>
    public string? Order => Kind switch
    {
        FilterColumnKind.Member => null,
        FilterColumnKind.Text => $"lower({Sql})",
        _ => Sql,
    };
}
