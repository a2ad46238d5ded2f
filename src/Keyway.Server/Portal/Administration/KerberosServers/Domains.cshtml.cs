using Keyway.Contracts.Provisioning;
using Keyway.Server.Accounts;
using Keyway.Server.KerberosServers;
using Keyway.Server.Passwords.Agents;
using Keyway.Server.Passwords.Policy;
using Keyway.Server.Portal.Access;
using Keyway.Server.Portal.Shared;
using Keyway.Server.Synchronization;

namespace Keyway.Server.Portal.Administration.KerberosServers;

/// <summary>What each domain's keyway-connect does: the sync, the password checks, and the way to its Kerberos server.</summary>
[AllowRoles(Role.GlobalAdministrator, Role.HybridIdentityAdministrator, Role.Reader)]
internal sealed class DomainsModel(SynchronizationReports reports, PasswordPolicies policies, DomainQueues queues, KerberosServerService servers) : PortalPage
{
    public IReadOnlyList<string> Domains { get; private set; } = [];

    private Dictionary<string, SynchronizationState> _states = [];

    public void OnGet()
    {
        _states = reports.All().ToDictionary(state => state.Domain, StringComparer.Ordinal);
        Domains = [.. _states.Keys.Concat(policies.All().Select(policy => policy.Domain)).Concat(queues.Domains).Concat(servers.All().Select(server => server.Domain)).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>Null when no sync of the domain ever reported.</summary>
    public SynchronizationState? SyncOf(string domain) => _states.GetValueOrDefault(domain) ?? reports.State(domain);

    public DomainPasswordPolicy PolicyOf(string domain) => policies.Of(domain);

    public QueueView AgentsOf(string domain) => queues.View(domain);

    public bool HasKerberosServer(string domain) => servers.List(domain).Count > 0;
}
