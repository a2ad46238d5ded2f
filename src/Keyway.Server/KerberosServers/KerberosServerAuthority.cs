using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Tokens;

namespace Keyway.Server.KerberosServers;

/// <summary>Who may do what with Kerberos servers: a connector everything in its own domain; by role, people read or write those of every domain.</summary>
internal static class KerberosServerAuthority
{
    /// <summary>May look, but not change.</summary>
    public static readonly Role[] Readers = [Role.Connector, Role.GlobalAdministrator, Role.HybridIdentityAdministrator, Role.Reader];

    public static readonly Role[] Writers = [Role.Connector, Role.GlobalAdministrator, Role.HybridIdentityAdministrator];

    /// <summary>People who look at every domain.</summary>
    public static readonly Role[] Overseers = [Role.GlobalAdministrator, Role.HybridIdentityAdministrator, Role.Reader];

    /// <summary>The domain of the address in its one spelling, if it is the caller's to act on with one of these roles.</summary>
    /// <returns>KW2411 for the connector of another domain, and for a person whose only role is a connector's, which is no person's.</returns>
    public static Result<string> Domain(string domain, HttpContext http, Role[] roles)
    {
        var caller = Caller.Of(http);
        if (DomainName.Normalise(domain) is not { } normal)
            return Catalogue.KerberosServers.ServerNotFound;
        var isOwn = caller.ClientId is not null
            ? caller.Domain == normal
            : caller.Roles.Any(role => role != Role.Connector && roles.Contains(role));
        return isOwn ? normal : Catalogue.KerberosServers.ForeignDomain;
    }
}
