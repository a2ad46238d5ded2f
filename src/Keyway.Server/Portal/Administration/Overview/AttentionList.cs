using Keyway.Contracts.KerberosServers;
using Keyway.Server.Accounts;
using Keyway.Server.KerberosServers;
using Keyway.Server.Metadata;
using Keyway.Server.Passwords.Agents;
using Keyway.Server.Passwords.Policy;
using Keyway.Server.Portal.Administration.KerberosServers;
using Keyway.Server.SecurityInfo;
using Keyway.Server.Synchronization;
using Keyway.Server.Tokens;

namespace Keyway.Server.Portal.Administration.Overview;

/// <summary>What needs attention, the worst first; of each only what the caller's roles may see. It is also every cause for which <c>/health</c> says degraded.</summary>
internal sealed class AttentionList(
    KerberosServerService kerberosServers, SynchronizationReports synchronization, PasswordPolicies passwords, DomainQueues agents, RoleAdministration roles, AccountDirectory accounts,
    SecurityKeyRegistrations keys, AuthenticatorModels models, TimeProvider time)
{
    private const int MostNames = 5;

    public IReadOnlyList<Attention> For(Caller caller)
    {
        var found = new List<Attention>();
        if (Has(caller, Role.GlobalAdministrator, Role.HybridIdentityAdministrator, Role.Reader))
            found.AddRange(Domains().Concat(KerberosServers()));
        if (Has(caller, Role.GlobalAdministrator, Role.Reader) && WithoutKey() is { } administrators)
            found.Add(administrators);
        if (Has(caller, Role.GlobalAdministrator, Role.AuthenticationPolicyAdministrator, Role.AuthenticationAdministrator, Role.Reader) && OldMetadata() is { } metadata)
            found.Add(metadata);
        return [.. found.OrderBy(one => one.State switch { "danger" => 0, "warning" => 1, _ => 2 })];
    }

    private static bool Has(Caller caller, params ReadOnlySpan<Role> wanted)
    {
        foreach (var role in wanted)
        {
            if (caller.Roles.Contains(role))
                return true;
        }

        return false;
    }

    private IEnumerable<Attention> Domains()
    {
        foreach (var state in synchronization.All())
        {
            if (SyncText.Of(state) is { State: not ("ok" or "note") } sync)
                yield return new Attention(sync.State, "Sync", $"{state.Domain}: {sync.Words}. {sync.Remedy}", "/admin/domains", "Domains");
        }

        foreach (var policy in passwords.All().Where(policy => policy.Enabled && agents.View(policy.Domain).Agents.All(agent => agent.State != "active")))
            yield return new Attention("danger", "Passwords", $"{policy.Domain}: no agent checks passwords. Start keyway-connect passwords there.", "/admin/domains", "Domains");
    }

    private IEnumerable<Attention> KerberosServers()
    {
        var now = time.GetUtcNow();
        foreach (var server in kerberosServers.All())
        {
            if (server.IsStopped)
                yield return Of("danger", $"{server.Domain}: minting is stopped, people get no ticket. {Worst(server)}");
            else if (server.Drift is { Findings: { Count: > 0 } findings } && findings.Any(finding => finding.Kind != DriftKind.KeyTooOld))
                yield return Of("warning", $"{server.Domain}: both sides differ. {Worst(server)}");
            if (KeyAge.Of(server, now) is { State: not "ok" } age)
                yield return Of(age.State, $"{server.Domain}: the key is {age.Words}. Run keyway-connect kerberos-server rotate.");
        }

        static Attention Of(string state, string words) => new(state, "Kerberos server", words, "/admin/kerberos-servers", "Kerberos servers");
    }

    private static string Worst(KerberosServer server)
    {
        var kind = server.Drift!.Findings.OrderByDescending(finding => finding.Kind.StopsMinting()).First().Kind;
        return $"{DriftText.Of(kind)} {DriftText.Remedy(kind)}";
    }

    // An organisation that never imported any decided without it, and is told nothing.
    private Attention? OldMetadata() => models.NextUpdate is { } due && due < DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime)
        ? new Attention(
            "warning", "Security key models",
            $"The FIDO metadata is out of date: a newer one was due on {due:yyyy-MM-dd}. Revoked models may be missing in it. Fetch the BLOB from https://mds3.fidoalliance.org and upload it.",
            "/admin/metadata", "Security key models")
        : null;

    private Attention? WithoutKey()
    {
        var names = roles.All().Select(held => held.Account).Distinct().Where(id => keys.KeysOf(id).Count == 0).Select(accounts.Find)
            .OfType<Account>().Where(account => account.Enabled).Select(account => account.UserName).Order(StringComparer.Ordinal).ToList();
        if (names.Count == 0)
            return null;
        var shown = string.Join(", ", names.Take(MostNames)) + (names.Count > MostNames ? $" and {names.Count - MostNames} more" : "");
        return new Attention("warning", "Administrators", $"Without a security key: {shown}. Whoever administers registers one at the security info page.", "/admin/roles", "Roles");
    }
}
