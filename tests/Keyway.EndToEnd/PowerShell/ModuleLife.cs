using System.Text.Json.Nodes;
using Keyway.EndToEnd.KerberosServers;
using Keyway.Lab;

namespace Keyway.EndToEnd.PowerShell;

/// <summary>The life of a second Kerberos server as an administrator leads it from PowerShell, once for all tests that look at it.</summary>
public sealed class ModuleLife(LabFixture fixture) : IAsyncLifetime
{
    internal const string Name = "FromPowerShell";

    private readonly Laboratory _lab = fixture.Lab;
    private readonly ModuleEngine _engine = new();
    private readonly Dictionary<string, ModuleRun> _runs = [];
    private readonly List<string> _passes = [];
    private string _configuration = "";
    private string _program = "";
    private string _withKey = "";

    /// <summary>The runs in their order, by what they are called in <see cref="InitializeAsync"/>.</summary>
    internal IReadOnlyDictionary<string, ModuleRun> Runs => _runs;

    internal RecordedProgram Program { get; } = new();

    /// <summary>What must be seen nowhere.</summary>
    internal IReadOnlyList<string> Secrets => [_lab.Record.DomainAdministratorPassword, WrongPassword, _lab.Record.Pin, .. _passes];

    internal string WrongPassword { get; } = "Wrong-" + Guid.NewGuid();

    /// <summary>How many changes the domain controller made while the plans were made.</summary>
    internal long ChangesByPlans { get; private set; }

    /// <summary>How many questions the unconfirmed removal led to, and how many command lines were run by then.</summary>
    internal (int Questions, int CommandLinesBefore, int CommandLinesAfter) Unconfirmed { get; private set; }

    private string Address => _lab.Record.ServerUrl.GetLeftPart(UriPartial.Authority);

    private string AccountFile => Path.Combine(_lab.Folder.Secrets, Name + "-account.json");

    public async ValueTask InitializeAsync()
    {
        WriteConfiguration();
        using var seat = await DirectorySeat.AsAdministratorAsync(_lab, default);
        var domain = ModuleEngine.Credential(Domain.AdministratorUpn, _lab.Record.DomainAdministratorPassword);
        string[] allow = [Domain.AllowedGroup], deny = ["Domain Admins"];

        var before = await seat.LastChangeAsync(default);
        Set("plan", _program, ("CloudCredential", await PassAsync()), ("DomainCredential", domain), ("AllowGroup", allow), ("DenyGroup", deny), ("WhatIf", true));
        ChangesByPlans = await seat.LastChangeAsync(default) - before;

        Set("set", _program, ("DomainCredential", domain), ("AllowGroup", allow), ("DenyGroup", deny));
        _engine.Person.Typed = _lab.Record.Pin;
        Get("get", _withKey, ("UserPrincipalName", Domain.ServerAdministrator), ("DomainCredential", domain));
        Set("rotate too soon", _program, ("RotateServerKey", true), ("DomainCredential", domain), ("Server", Address));
        Set("rotate", _withKey, ("RotateServerKey", true), ("Force", true), ("UserPrincipalName", Domain.ServerAdministrator),
            ("SecurityKeyPin", ModuleEngine.Credential("PIN", _lab.Record.Pin).Password), ("DomainCredential", domain));
        Assert.True((await seat.Objects.RotateAsync(Name)).Succeeded);
        Get("get after a foreign rotation", _program);

        before = await seat.LastChangeAsync(default);
        Set("plan twice", _program, ("RotateServerKey", true), ("Twice", true), ("DomainCredential", domain), ("WhatIf", true));
        Remove("plan remove", _program, ("DomainCredential", domain), ("WhatIf", true));
        ChangesByPlans += await seat.LastChangeAsync(default) - before;
        Set("rotate twice", _program, ("RotateServerKey", true), ("Twice", true), ("CloudCredential", await PassAsync()), ("DomainCredential", domain));
        Get("wrong password", _program, ("DomainCredential", ModuleEngine.Credential(Domain.AdministratorUpn, WrongPassword)));

        var lines = Program.CommandLines.Count;
        Remove("remove unconfirmed", _program, ("DomainCredential", domain));
        Unconfirmed = (_engine.Person.Denied, lines, Program.CommandLines.Count);
        Remove("remove", _program, ("DomainCredential", domain), ("Force", true));
        Get("get after remove", _program, ("DomainCredential", domain));
    }

    public async ValueTask DisposeAsync()
    {
        _engine.Dispose();
        Program.Dispose();

        // Where a step failed something may be left.
        await _lab.Administration.KerberosServerAsync("remove", ["--name", Name, "--yes"], default);
        File.Delete(AccountFile);
        File.Delete(_configuration);
    }

    private void WriteConfiguration()
    {
        _configuration = Path.Combine(_lab.Folder.Secrets, Name + ".json");
        LabFolder.WriteSecret(_configuration, new JsonObject
        {
            ["server"] = Address,
            ["caFile"] = _lab.Folder.ServerAuthority,
            ["domainCaFile"] = _lab.Folder.DomainAuthority,
            ["connectorFile"] = _lab.Folder.ConnectorFile,
            ["accountFile"] = AccountFile,
        }.ToJsonString());
        _program = Program.KeywayConnect(_lab, "keyway-connect");
        _withKey = Program.KeywayConnect(_lab, "keyway-connect-with-key", "--key", _lab.Folder.SecurityKey("admin"));
    }

    /// <summary>An administrator of the identity server with a pass that is good once.</summary>
    private async Task<object> PassAsync()
    {
        _passes.Add(await _lab.Administration.IssuePassAsync(Domain.ServerAdministrator, default));
        return ModuleEngine.Credential(Domain.ServerAdministrator, _passes[^1]);
    }

    private void Set(string run, string program, params (string, object)[] parameters) => Run(run, "Set-AzureADKerberosServer", program, parameters);

    private void Get(string run, string program, params (string, object)[] parameters) => Run(run, "Get-AzureADKerberosServer", program, parameters);

    private void Remove(string run, string program, params (string, object)[] parameters) => Run(run, "Remove-AzureADKerberosServer", program, parameters);

    private void Run(string run, string command, string program, (string Name, object Value)[] parameters)
    {
        var given = parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value);
        given["Domain"] = Domain.DnsName;
        given["Name"] = Name;
        given["ConfigFile"] = _configuration;
        _runs.Add(run, _engine.Run(command, given, program));
    }
}
