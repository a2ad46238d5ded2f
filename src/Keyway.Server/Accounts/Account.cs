using Keyway.Errors;

namespace Keyway.Server.Accounts;

/// <summary>A person who can sign in: cloud-only, or synced from a domain. Deleted people are not accounts.</summary>
/// <param name="Id">The immutable object id, <c>oid</c> in tokens and the WebAuthn user handle.</param>
/// <param name="UserName">The user principal name as it is shown; compared without case.</param>
/// <param name="OnPremises">Null for a cloud-only person.</param>
internal sealed record Account(
    Guid Id,
    string UserName,
    string DisplayName,
    bool Enabled,
    IReadOnlySet<Role> Roles,
    OnPremisesAccount? OnPremises)
{
    /// <summary>Whether the person may sign in at <paramref name="now"/> by what the domain and the administrators say.</summary>
    /// <returns>Null, or the refusal: disabled, expired, or a password that must be changed, in that order.</returns>
    public Refusal? Check(DateTimeOffset now) => CheckEnabled() ?? CheckNotExpired(now) ?? CheckPassword(now);

    /// <summary>The first part of <see cref="Check"/>.</summary>
    public Refusal? CheckEnabled() => Enabled ? null : new Refusal(Catalogue.Accounts.AccountDisabled);

    /// <summary>The second part of <see cref="Check"/>.</summary>
    public Refusal? CheckNotExpired(DateTimeOffset now) =>
        OnPremises?.AccountExpires is { } end && end <= now ? new Refusal(Catalogue.Accounts.AccountExpired) : null;

    /// <summary>The third part of <see cref="Check"/>.</summary>
    public Refusal? CheckPassword(DateTimeOffset now) => OnPremises is { } onPremises && onPremises.MustChangePassword(now) ? new Refusal(Catalogue.Accounts.PasswordExpired) : null;
}
