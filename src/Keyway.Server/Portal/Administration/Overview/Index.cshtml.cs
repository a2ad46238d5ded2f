using Keyway.Server.Accounts;
using Keyway.Server.Devices;
using Keyway.Server.Portal.Access;
using Keyway.Server.Portal.Administration.SignIns;
using Keyway.Server.Portal.Charts;
using Keyway.Server.Portal.Shared;
using Keyway.Server.SignIns;

namespace Keyway.Server.Portal.Administration.Overview;

/// <summary>What needs attention, a few figures, and the last day's sign-ins; of each only what the roles of the person may see.</summary>
[AllowRoles(
    Role.GlobalAdministrator, Role.AuthenticationAdministrator, Role.AuthenticationPolicyAdministrator, Role.DeviceAdministrator, Role.HybridIdentityAdministrator, Role.Reader)]
internal sealed class IndexModel(AttentionList attention, SignInQueries signIns, DeviceService devices, TimeProvider time) : PortalPage
{
    private static readonly TimeSpan Shown = TimeSpan.FromDays(1);

    public IReadOnlyList<Attention> Attention { get; private set; } = [];

    /// <summary>Null for who may not see it; so are the next two.</summary>
    public KeyUsage? Usage { get; private set; }

    public long? Devices { get; private set; }

    public SignInStatistics? Today { get; private set; }

    public BarChart? Chart { get; private set; }

    public void OnGet()
    {
        Attention = attention.For(Caller);
        if (Has(Role.GlobalAdministrator, Role.DeviceAdministrator, Role.AuthenticationAdministrator, Role.Reader))
            Devices = devices.Count();
        if (!Has(Role.GlobalAdministrator, Role.AuthenticationAdministrator, Role.Reader))
            return;
        var now = time.GetUtcNow();
        Usage = signIns.KeyUsage();
        Today = signIns.Statistics(new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero), now);
        Chart = SignInCharts.ByTime(signIns.Statistics(now - Shown, now)) with { Title = "Sign-ins of the last 24 hours" };
    }
}
