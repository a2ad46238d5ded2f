using Keyway.Server.Accounts;
using Keyway.Server.KerberosServers;
using Keyway.Server.Portal.Access;
using Keyway.Server.Portal.Administration.SignIns;
using Keyway.Server.Portal.Charts;
using Keyway.Server.Portal.Shared;
using Keyway.Server.SignIns;

namespace Keyway.Server.Portal.Administration.KerberosServers;

/// <summary>The Kerberos servers of all domains: both sides, drift, the key's age, and what was minted.</summary>
[AllowRoles(Role.GlobalAdministrator, Role.HybridIdentityAdministrator, Role.Reader)]
internal sealed class IndexModel(KerberosServerService service, SignInQueries signIns, TimeProvider time) : PortalPage
{
    private static readonly TimeSpan Minted = TimeSpan.FromDays(1);

    public IReadOnlyList<KerberosServer> Servers { get; private set; } = [];

    private SignInStatistics _statistics = null!;

    public void OnGet()
    {
        Servers = service.All();
        var now = time.GetUtcNow();
        _statistics = signIns.Statistics(now - Minted, now);
    }

    public KeyAge AgeOf(KerberosServer server) => KeyAge.Of(server, time.GetUtcNow());

    public BarChart MintsOf(KerberosServer server) => SignInCharts.Mints(_statistics, $"{server.Domain}/{server.Name}");
}
