namespace Keyway.Server.Tenants;

/// <summary>The organisation that this server serves.</summary>
/// <param name="Id">Its GUID, made at the first start.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Domain">Its DNS domain, lower case: the second half of the first administrator's name.</param>
internal sealed record Tenant(Guid Id, string Name, string Domain)
{
    /// <summary>True when the authority of a URL, such as <c>common</c>, names this tenant.</summary>
    public bool Answers(string authority) =>
        authority is "common" or "organizations"
        || authority.Equals(Domain, StringComparison.OrdinalIgnoreCase)
        || (Guid.TryParseExact(authority, "D", out var id) && id == Id);
}
