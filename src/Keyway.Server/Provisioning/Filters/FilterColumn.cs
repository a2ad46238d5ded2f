namespace Keyway.Server.Provisioning.Filters;

/// <summary>The column behind an attribute.</summary>
/// <param name="Sql">The column's name; for <see cref="FilterColumnKind.Member"/> a condition with <c>{0}</c> for the parameter.</param>
internal sealed record FilterColumn(string Sql, FilterColumnKind Kind)
{
    /// <summary>What people can be found by.</summary>
    public static IReadOnlyDictionary<string, FilterColumn> OfUsers { get; } = new Dictionary<string, FilterColumn>
    {
        ["id"] = new("Id", FilterColumnKind.Id),
        ["username"] = new("UserNameKey", FilterColumnKind.NameKey),
        ["externalid"] = new("ExternalId", FilterColumnKind.Exact),
        ["displayname"] = new("DisplayName", FilterColumnKind.Text),
        ["emails"] = new("Mail", FilterColumnKind.Text),
        ["emails.value"] = new("Mail", FilterColumnKind.Text),
        ["active"] = new("Enabled", FilterColumnKind.Truth),
        ["meta.created"] = new("CreatedOn", FilterColumnKind.Moment),
        ["meta.lastmodified"] = new("ModifiedOn", FilterColumnKind.Moment),
        ["@onpremises:samaccountname"] = new("SamAccountName", FilterColumnKind.Text),
        ["@onpremises:domaindnsname"] = new("Domain", FilterColumnKind.Text),
        ["@onpremises:securityidentifier"] = new("Sid", FilterColumnKind.Exact),
    };

    /// <summary>What groups can be found by.</summary>
    public static IReadOnlyDictionary<string, FilterColumn> OfGroups { get; } = new Dictionary<string, FilterColumn>
    {
        ["id"] = new("Id", FilterColumnKind.Id),
        ["externalid"] = new("ExternalId", FilterColumnKind.Exact),
        ["displayname"] = new("DisplayName", FilterColumnKind.Text),
        ["members"] = new("EXISTS (SELECT 1 FROM Membership WHERE GroupId = DirectoryGroup.Id AND MemberId = {0})", FilterColumnKind.Member),
        ["members.value"] = new("EXISTS (SELECT 1 FROM Membership WHERE GroupId = DirectoryGroup.Id AND MemberId = {0})", FilterColumnKind.Member),
        ["meta.created"] = new("CreatedOn", FilterColumnKind.Moment),
        ["meta.lastmodified"] = new("ModifiedOn", FilterColumnKind.Moment),
        ["@onpremises:samaccountname"] = new("SamAccountName", FilterColumnKind.Text),
        ["@onpremises:domaindnsname"] = new("Domain", FilterColumnKind.Text),
        ["@onpremises:securityidentifier"] = new("Sid", FilterColumnKind.Exact),
    };
}
