namespace Keyway.Server.Accounts;

/// <summary>A person as the directory stores one, deleted or not; <see cref="Account"/> is what sign-in sees of it.</summary>
/// <param name="ExternalId">The anchor: for a synced person the objectGUID in the domain; never changes there.</param>
/// <param name="OnPremises">Null for a cloud-only person.</param>
/// <param name="DeletedOn">UTC; null for a living account.</param>
/// <param name="MailType">What the mail address is for, such as <c>work</c>; null when nobody said.</param>
/// <param name="Profile">What else is known of the person; null for nothing.</param>
/// <param name="Version">Grows by one with each change: the entity tag.</param>
internal sealed record DirectoryUser(
    Guid Id,
    string UserName,
    string DisplayName,
    string? Mail,
    bool Enabled,
    string? ExternalId,
    OnPremisesAccount? OnPremises,
    DateTimeOffset CreatedOn,
    DateTimeOffset ModifiedOn,
    DateTimeOffset? DeletedOn,
    long Version,
    string? MailType = null,
    UserProfile? Profile = null)
{
    /// <summary>The domain whose connector manages this person, or null when the server does.</summary>
    public string? Domain => OnPremises?.DomainDnsName;
}
