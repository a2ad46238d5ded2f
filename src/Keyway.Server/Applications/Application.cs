using Keyway.Server.Tokens;

namespace Keyway.Server.Applications;

/// <summary>A program that acts by itself: it signs in with a secret or a certificate of its own and may do what its permissions say.</summary>
/// <param name="Id">Its <c>client_id</c>.</param>
internal sealed record Application(
    Guid Id,
    string DisplayName,
    bool Enabled,
    DateTimeOffset CreatedOn,
    Guid CreatedBy,
    IReadOnlyList<ApplicationCredential> Credentials,
    IReadOnlyList<GrantedPermission> Grants)
{
    /// <summary>What it may do.</summary>
    public IReadOnlySet<Permission> Permissions => Grants.Select(grant => grant.Permission).ToHashSet();
}
