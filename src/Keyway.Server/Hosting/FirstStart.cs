using Keyway.Server.Tenants;
using Keyway.Server.Tokens;

namespace Keyway.Server.Hosting;

/// <summary>Makes the tenant, the keys and the first administrator when they are not there yet; a second run finds them and does nothing.</summary>
internal static class FirstStart
{
    /// <returns>The exit code: 0, or that of a refusal that has been printed.</returns>
    public static Task<int> EnsureAsync(IServiceProvider services, bool json, CancellationToken cancellation)
    {
        _ = json;
        cancellation.ThrowIfCancellationRequested();
        try
        {
            _ = services.GetRequiredService<Tenant>();
            _ = services.GetRequiredService<AccessTokens>();
            return Task.FromResult(0);
        }
        catch (ServerFaultException fault)
        {
            return Task.FromResult(Terminal.Refused("set up the server", fault.Refusal));
        }
    }
}
