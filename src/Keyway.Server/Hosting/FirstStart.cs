using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.AuthenticationMethods.Keys;
using Keyway.Server.AuthenticationMethods.Passes;
using Keyway.Server.Tenants;
using Keyway.Server.Tokens;

namespace Keyway.Server.Hosting;

/// <summary>
/// Makes the tenant, the keys and the first administrator when they are not there yet. It can be cut off anywhere and run again: as long as the
/// administrator has no security key, the way in is a one-time code, and a lost one is replaced by a new one.
/// </summary>
internal static class FirstStart
{
    private const int CodeMinutes = 24 * 60;
    private static readonly IReadOnlySet<Role> AdministratorRole = new HashSet<Role> { Role.GlobalAdministrator };

    /// <param name="replaceCode">True to issue a new code although an unused one may still be around.</param>
    /// <param name="recover">True to issue one although the administrator has a key: it was lost, and whoever can start the server may let another one in.</param>
    public static async Task<Result<FirstAdministrator>> EnsureAsync(IServiceProvider services, bool replaceCode, CancellationToken cancellation, bool recover = false)
    {
        try
        {
            // Asking for the token endpoint makes the keys of all its grants.
            _ = services.GetRequiredService<TokenEndpoint>();
            var tenant = services.GetRequiredService<Tenant>();
            var accounts = services.GetRequiredService<AccountDirectory>();
            var userName = "admin@" + tenant.Domain;
            if (accounts.FindByUserName(userName) is not { } administrator
                && !(await accounts.CreateAsync(userName, "First administrator", AdministratorRole, cancellation)).TryGet(out administrator, out var refusal))
            {
                return refusal;
            }

            var known = new FirstAdministrator(administrator.UserName, null, tenant.Id);
            return recover || NeedsCode(services, administrator, replaceCode) ? await WithCodeAsync(services, administrator, known, cancellation) : known;
        }
        catch (ServerFaultException fault)
        {
            return fault.Refusal;
        }
    }

    private static bool NeedsCode(IServiceProvider services, Account administrator, bool replaceCode)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        return !HasUsableKey(services, administrator)
            && (replaceCode || services.GetRequiredService<TemporaryAccessPasses>().Find(administrator.Id)?.IsUsable(now) != true);
    }

    private static async Task<Result<FirstAdministrator>> WithCodeAsync(IServiceProvider services, Account administrator, FirstAdministrator known, CancellationToken cancellation)
    {
        return (await services.GetRequiredService<TemporaryAccessPasses>().IssueFirstAsync(administrator.Id, CodeMinutes, cancellation)).TryGet(out var issued, out var refusal)
            && (await services.GetRequiredService<FirstAdministratorLink>().IssueAsync(issued.Pass, cancellation)).TryGet(out var link, out refusal)
            ? known with { Code = issued.Code, Link = link }
            : refusal;
    }

    /// <summary>A policy that shuts the administrator out as well counts as no key: who can start the server can put that right.</summary>
    private static bool HasUsableKey(IServiceProvider services, Account administrator) =>
        services.GetRequiredService<SecurityKeyStandings>().Of(administrator).CanSignIn;
}
