using Keyway.ActiveDirectory.KerberosServers;
using Keyway.ActiveDirectory.Locator;
using Keyway.Errors;
using Keyway.KeyList.Answering;
using Keyway.KeyList.Settings;

namespace Keyway.KeyList.Checks;

/// <summary><c>keyway-keylist check</c>: all that must hold before a key list can be answered, in order, up to the first that does not. Nothing is changed.</summary>
internal sealed class CheckJourney(string config, CheckPrinter printer, TimeProvider time)
{
    // What a domain controller asks of a read-only one before it hands out anything ([MS-KILE] 3.3.5.7.8, [MS-DRSR] 4.1.10.5.14).
    private static readonly KerberosServerFault[] Fatal =
    [
        KerberosServerFault.LinkMissing, KerberosServerFault.PartialSecretsMissing, KerberosServerFault.AllowListEmpty, KerberosServerFault.SettingsObjectMissing,
    ];

    public async Task<Refusal?> RunAsync(CancellationToken cancellationToken)
    {
        if (!(await printer.StepAsync("Settings", () => Task.FromResult(SettingsFile.Read(config)), read => $"{config}, {read.Domain}, listens on {string.Join(", ", read.Listen)}")).TryGet(out var settings, out var refusal)
            || !(await printer.StepAsync("Account file", () => Task.FromResult(OwnAccountFile.Read(settings.AccountFile, settings.Domain)), read => read.Credential.UserPrincipalName)).TryGet(out var account, out refusal))
            return refusal;

        var options = new LocatorOptions { Hosts = settings.Hosts, RequireKdc = true };
        if (!(await printer.StepAsync("Domain controllers", () => new DomainControllerLocator().LocateAsync(settings.Domain, options, cancellationToken),
                found => string.Join(", ", found.Select(controller => $"{controller.HostName} ({controller.Address})")))).TryGet(out _, out refusal)
            || !(await printer.StepAsync("Sign-in to the domain", () => DomainSeat.OpenAsync(settings, account, time, cancellationToken),
                seat => $"{seat.Server.DisplayName} of {seat.Server.Name}, LDAP and replication")).TryGet(out var opened, out refusal))
            return refusal;

        using (opened)
        {
            var server = opened.Server;
            if (!(await printer.StepAsync("Kerberos server", () => Task.FromResult(Fitness(server)), said => said)).TryGet(out _, out refusal)
                || !(await printer.StepAsync("Keys by replication", () => ReadKeysAsync(opened, cancellationToken), versions => $"versions {string.Join(", ", versions)}; the directory has {server.TicketKeyVersion}")).TryGet(out var held, out refusal))
                return refusal;
            return held.Contains(server.TicketKeyVersion) ? null : new Refusal(Catalogue.ActiveDirectory.KeyNotReplicated, $"version {server.TicketKeyVersion} is not among them");
        }
    }

    private static Result<string> Fitness(KerberosServerDescription server)
    {
        var lacking = server.Faults.Intersect(Fatal).ToList();
        return lacking.Count > 0
            ? new Refusal(Catalogue.KeyList.ServerUnfit, string.Join(", ", lacking))
            : $"id {server.Id}, {server.AllowGroups.Count} allowed, {server.DenyGroups.Count} denied";
    }

    private static async Task<Result<List<int>>> ReadKeysAsync(DomainSeat seat, CancellationToken cancellationToken)
    {
        if (!(await seat.ReadServerKeysAsync(cancellationToken)).TryGet(out var secrets, out var refusal))
            return refusal;
        var versions = secrets.Select(secret => secret.TicketKeyVersion).ToList();
        foreach (var secret in secrets)
            secret.Dispose();
        return versions;
    }
}
