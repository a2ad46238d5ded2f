using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Keyway.Lab.Components;
using Keyway.Lab.Processes;
using Keyway.Lab.Steps;

namespace Keyway.Lab;

/// <summary>
/// A whole organisation on this machine. Bringing it up is the list of what an administrator does from an empty machine to the first sign-in;
/// every step runs the real program.
/// </summary>
public sealed class Laboratory
{
    private Laboratory(LabFolder folder, LabRecord record)
    {
        Folder = folder;
        Record = record;
        Shell = new LabShell(folder, record);
        Administration = new Administration(folder, record, Shell);
    }

    public LabFolder Folder { get; }

    public LabRecord Record { get; private set; }

    /// <summary>Runs commands as a computer of the domain.</summary>
    public LabShell Shell { get; }

    /// <summary>What the administrator of the identity server does.</summary>
    public Administration Administration { get; }

    /// <summary>The lab of this folder, when one is up.</summary>
    public static Laboratory? Find(LabFolder folder) => LabRecord.Read(folder) is { Ready: true } record ? new Laboratory(folder, record) : null;

    /// <summary>Starts everything. What fails takes down what was started; the logs stay.</summary>
    public static async Task<Laboratory> BringUpAsync(LabFolder folder, IStepReporter steps, CancellationToken cancellation)
    {
        using var alone = LabLock.Take(folder);
        await RemoveAsync(folder);
        folder.Create();
        var lab = new Laboratory(folder, new LabRecord
        {
            Subnet = LabAddresses.FindSubnet(folder.Path),
            ServerPort = LabAddresses.FindServerPort(),
            DomainAdministratorPassword = DrawPassword(),
            UserPassword = DrawPassword(),
            Pin = RandomNumberGenerator.GetString("0123456789", 6),
            Components = [],
        });
        lab.Save(lab.Record);
        try
        {
            await lab.BringUpAsync(steps, cancellation);
            return lab;
        }
        catch
        {
            await EndAsync(folder, lab.Record);
            lab.Save(lab.Record with { Components = [] });
            throw;
        }
    }

    /// <summary>Ends every process and deletes the folder.</summary>
    public static async Task TakeDownAsync(LabFolder folder)
    {
        using var alone = LabLock.Take(folder);
        await RemoveAsync(folder);
    }

    /// <summary>PC1 as people sit before it.</summary>
    public Workstation Workstation => new(Folder, Record);

    /// <summary>PC2, the domain's computer, the same way.</summary>
    public Workstation DomainWorkstation => new(Folder, Record, inDomain: true);

    /// <summary>Kills PC1's keywayd, when it is alive, and starts it again.</summary>
    /// <param name="settings">Its settings from now on; null for the lab's own.</param>
    public async Task RestartKeywaydAsync(CancellationToken cancellation, JsonObject? settings = null, IReadOnlyList<string>? through = null, string? network = null)
    {
        var old = Record.Components.Single(component => component.Name == Workstation.DaemonName);
        ProcessSweep.Kill(old);
        var computer = Record.Components.Single(component => component.Name == Workstation.Name);
        var component = await Workstation.StartDaemonAsync(computer, settings, cancellation, through, network);
        Save(Record with { Components = [.. Record.Components.Where(other => other != old), component] });
    }

    /// <summary>Kills the identity server without a word; <see cref="RestartServerAsync"/> brings it back.</summary>
    public void KillServer() => ProcessSweep.Kill(Record.Components.Single(component => component.Name == IdentityServer.Name));

    /// <summary>Kills the identity server without a word, as a power cut would, and starts it again.</summary>
    public async Task RestartServerAsync(CancellationToken cancellation)
    {
        var old = Record.Components.Single(component => component.Name == IdentityServer.Name);
        ProcessSweep.Kill(old);
        var component = new IdentityServer(Folder, Record).Start();
        Save(Record with { Components = [.. Record.Components.Where(other => other != old), component] });
        await IdentityServer.WaitAsync(component, Administration.Client, cancellation);
    }

    /// <summary>Kills the companion KDC, when it is alive, and starts it again; returns when it has read the Kerberos server's keys.</summary>
    public async Task RestartKeyListAsync(CancellationToken cancellation)
    {
        var old = Record.Components.Single(component => component.Name == KeyListCompanion.Name);
        ProcessSweep.Kill(old);
        var companion = new KeyListCompanion(Folder, Record);
        var component = companion.Start();
        Save(Record with { Components = [.. Record.Components.Where(other => other != old), component] });
        await companion.WaitAsync(component, cancellation);
    }

    /// <summary>Kills Contoso's domain controller without a word; <see cref="StartDomainControllerAsync"/> brings it back.</summary>
    public void KillDomainController()
    {
        // All of its processes: those that are left would hold the ports.
        var controller = Record.Components.Single(component => component.Name == new DomainController(Folder, Record, LabDomain.Contoso).Name);
        ProcessSweep.SendGroup(controller, 9);
        ProcessSweep.Kill(controller);
    }

    /// <summary>Starts the domain controller that was killed.</summary>
    public async Task StartDomainControllerAsync(CancellationToken cancellation)
    {
        var controller = new DomainController(Folder, Record, LabDomain.Contoso);
        var old = Record.Components.Single(component => component.Name == controller.Name);
        var component = controller.Start();
        Save(Record with { Components = [.. Record.Components.Where(other => other != old), component] });
        await controller.WaitAsync(component, cancellation);
    }

    /// <summary>Brings up the second domain with a domain controller of its own, and lets it in at the same identity server. Nobody is synced yet.</summary>
    public async Task AddFabrikamAsync(IStepReporter steps, CancellationToken cancellation)
    {
        var domain = LabDomain.Fabrikam;
        var controller = new DomainController(Folder, Record, domain);
        steps.Begin("The second domain");
        await steps.RunAsync("Domain and its controller", async () =>
        {
            await controller.ProvisionAsync(cancellation);
            var component = Started(controller.Start());
            await controller.WaitAsync(component, cancellation);
            return $"{domain.DnsName}, {component.Where}";
        });
        await steps.RunAsync("Connector of the domain", () => Administration.RegisterConnectorAsync(domain, cancellation));
    }

    /// <summary>Syncs the second domain, and gives it its Kerberos server and its people their keys.</summary>
    public async Task PopulateFabrikamAsync(IStepReporter steps, CancellationToken cancellation)
    {
        var domain = LabDomain.Fabrikam;
        steps.Begin("The people of the second domain");
        await steps.RunAsync("Reader for the sync", () => Administration.DelegateSyncAsync(domain, cancellation));
        await steps.RunAsync("First sync", () => Administration.SyncAsync(domain, cancellation));
        await steps.RunAsync("Kerberos server object", () => Administration.SetKerberosServerAsync(domain, cancellation));
        await steps.RunAsync("Security keys registered", () => Administration.RegisterKeysAsync(domain, [.. domain.People.Select(account => account.Name)], cancellation));
    }

    private async Task BringUpAsync(IStepReporter steps, CancellationToken cancellation)
    {
        var controller = new DomainController(Folder, Record, LabDomain.Contoso);
        var server = new IdentityServer(Folder, Record);
        var code = string.Empty;

        steps.Begin("The organisation");
        ClientFiles.Write(Folder, Record);
        LabFolder.WriteSecret(Folder.PinFile, Record.Pin);
        LabFolder.WriteSecret(Folder.DomainAdministratorPasswordFile, Record.DomainAdministratorPassword);
        LabFolder.WriteSecret(Folder.SyncPasswordFile, Record.UserPassword);
        await steps.RunAsync("Domain provisioned", async () =>
        {
            await controller.ProvisionAsync(cancellation);
            return $"{Domain.DnsName}, NetBIOS {Domain.NetBiosName}";
        });
        await steps.RunAsync("Domain controller and file share", async () =>
        {
            var component = Started(controller.Start());
            await controller.WaitAsync(component, cancellation);
            return component.Where;
        });
        await steps.RunAsync("Intranet site", async () => Started(await new Intranet(Folder, Record).StartAsync(controller, cancellation)).Where);
        await steps.RunAsync("Identity server", async () =>
        {
            code = await server.InitialiseAsync(cancellation);
            var component = Started(server.Start());
            await IdentityServer.WaitAsync(component, Administration.Client, cancellation);
            return component.Where;
        });

        steps.Begin("The administrators");
        await steps.RunAsync("First administrator's key", () => Administration.RegisterFirstAdministratorAsync(code, cancellation));
        await steps.RunAsync("Connector of the domain", () => Administration.RegisterConnectorAsync(LabDomain.Contoso, cancellation));
        await steps.RunAsync("Reader for the sync", () => Administration.DelegateSyncAsync(LabDomain.Contoso, cancellation));
        await steps.RunAsync("First sync", () => Administration.SyncAsync(LabDomain.Contoso, cancellation));
        await steps.RunAsync("Kerberos server object", () => Administration.SetKerberosServerAsync(LabDomain.Contoso, cancellation));
        var companion = new KeyListCompanion(Folder, Record);
        var companionStarted = Started(companion.Start());
        await steps.RunAsync("Service connection point", () => Administration.SetDeviceRegistrationAsync(cancellation));

        steps.Begin("The computers");
        await steps.RunAsync("PC1: cloud join", () => Administration.JoinDeviceAsync("alice", Folder.Device, cancellation));
        await steps.RunAsync("PC1: keywayd", async () =>
        {
            await Workstation.StartAsync(Started, cancellation);
            return "login, su and lock screens ask it through pam_keyway.so";
        });
        await new DomainComputer(this, new SoftwareTpm(Folder, Record)).JoinAsync(steps, Started, cancellation);
        await steps.RunAsync("PC2: winbind and keywayd", async () =>
        {
            await DomainWorkstation.StartAsync(Started, cancellation);
            return "its users are the domain's; login and lock screens ask for their keys";
        });

        await steps.RunAsync("Companion KDC", async () =>
        {
            // It had all the time of the steps before.
            await companion.WaitAsync(companionStarted, cancellation);
            return companionStarted.Where;
        });

        steps.Begin("The people");
        await steps.RunAsync("Security keys registered", () => Administration.RegisterKeysAsync(
            LabDomain.Contoso, [.. TestAccount.All.Select(account => account.Name), Domain.Administrator], cancellation));
        await steps.RunAsync("A few weeks later", async () =>
        {
            await controller.ModifyAsync(DomainAccounts.Changes(TimeProvider.System.GetUtcNow()), cancellation);
            return $"dave was disabled, frank expired, carol must change her password\ndelta sync: {await Administration.SyncAsync(LabDomain.Contoso, cancellation)}";
        });
        Save(Record with { Ready = true });
    }

    private static async Task RemoveAsync(LabFolder folder)
    {
        if (!Directory.Exists(folder.Path))
            return;
        if (LabRecord.Read(folder) is { } record)
            await EndAsync(folder, record);
        else if (Directory.EnumerateFileSystemEntries(folder.Path).Any())
            throw new LabException("folder", $"{folder.Path} holds something that is no lab; it stays untouched. Name another folder in KEYWAY_LAB_STATE.", null);
        Directory.Delete(folder.Path, recursive: true);
    }

    private RunningComponent Started(RunningComponent component)
    {
        // Written down at once: a kill between two starts must not leave a process that nobody remembers.
        Save(Record with { Components = [.. Record.Components, component] });
        return component;
    }

    private void Save(LabRecord record)
    {
        Record = record;
        record.Write(Folder);
    }

    private static Task EndAsync(LabFolder folder, LabRecord record) => ProcessSweep.EndAsync(folder, record.Components);

    // The prefix satisfies the domain's complexity rule; the rest is what counts.
    private static string DrawPassword() => "Aa1-" + RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789", 16);
}
