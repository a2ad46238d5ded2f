using Keyway.Errors;
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

    /// <summary>Whether an object may be as it is asked for: a connector writes its domain's facts and gives every object an anchor, an administrator writes neither.</summary>
    public Refusal? CheckMayWrite(string? domain, string? externalId)
    {
        if (!Masters(domain))
            return new Refusal(Domain is null || domain is not null ? Catalogue.Provisioning.ExtensionRefused : Catalogue.Provisioning.ExtensionRequired);
        return Domain is not null && externalId is null ? new Refusal(Catalogue.Provisioning.ExtensionRequired, "externalId") : null;
    }

    /// <summary>Whether an object that is there is the caller's to change, and is at the version the caller knows; in this order.</summary>
    public Refusal? CheckMayChange(string? domain, Guid id, long version, string? ifMatch, ProvisioningAlarms alarms)
    {
        if (!Masters(domain))
        {
            if (Domain is not null)
                alarms.ForeignObject(Domain, id);
            return new Refusal(Catalogue.Provisioning.ManagedElsewhere);
        }

        return ifMatch is null || EntityTag.Names(ifMatch, version) ? null : new Refusal(Catalogue.Provisioning.VersionMismatch);
    }
}
