using Keyway.Server.Accounts;
using Keyway.Server.Tokens;

namespace Keyway.Server.Provisioning;

/// <summary>On whose behalf objects are written: one domain, through its connector, or the server's own administrators.</summary>
/// <param name="Domain">The connector's domain, lower case; null for an administrator or a reader.</param>
/// <param name="ActorId">The connector or the person, for the audit log.</param>
internal sealed record ScimAuthority(string? Domain, Guid? ActorId)
{
    /// <summary>From the token. Whoever has a connector's role without a domain has no authority at all.</summary>
    public static ScimAuthority? Of(Caller caller) =>
        caller.Domain is not null ? new ScimAuthority(caller.Domain, caller.ClientId)
        : caller.Roles.Contains(Role.Connector) ? null
        : new ScimAuthority(null, caller.UserId);

    /// <summary>A connector sees its own domain's objects, the others see all.</summary>
    public bool Sees(string? domain) => Domain is null || Domain == domain;

    /// <summary>Each object has one master.</summary>
    public bool Masters(string? domain) => Domain == domain;
}
