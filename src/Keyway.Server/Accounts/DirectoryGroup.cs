namespace Keyway.Server.Accounts;

/// <summary>A group as the directory stores one.</summary>
/// <param name="ExternalId">The anchor: for a synced group the objectGUID in the domain; never changes there.</param>
/// <param name="Version">Grows by one with each change, also of its members: the entity tag.</param>
internal sealed record DirectoryGroup(
    Guid Id,
    string DisplayName,
    string? ExternalId,
    OnPremisesGroupFacts? OnPremises,
    DateTimeOffset CreatedOn,
    DateTimeOffset ModifiedOn,
    long Version)
{
    /// <inheritdoc cref="DirectoryUser.Domain"/>
    public string? Domain => OnPremises?.DomainDnsName;
}
