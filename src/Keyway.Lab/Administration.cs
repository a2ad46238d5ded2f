using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Contracts.OAuth;
using Keyway.Lab.Components;
using Keyway.Lab.Processes;

namespace Keyway.Lab;

/// <summary>What the identity team and the AD team do, with the commands and the interface that they have.</summary>
public sealed class Administration
{
    private readonly LabFolder _folder;
    private readonly LabRecord _record;
    private readonly LabShell _shell;
    private (string Token, DateTimeOffset Until)? _graph;

    internal Administration(LabFolder folder, LabRecord record, LabShell shell)
    {
        _folder = folder;
        _record = record;
        _shell = shell;
        Client = TrustedClient.Create(record.ServerUrl, folder.ServerAuthority);
    }

    /// <summary>Speaks HTTPS to the identity server, without credentials.</summary>
    public HttpClient Client { get; }

    private string Url => _record.ServerUrl.GetLeftPart(UriPartial.Authority);

    private string[] Server => ["--server", Url, "--ca-file", _folder.ServerAuthority];

    private string[] OnPremises(LabDomain domain) =>
        [.. InDomain(domain), .. Server, "--connector-file", _folder.ConnectorFileOf(domain)];

    private string[] InDomain(LabDomain domain) => ["--domain", domain.DnsName, "--domain-ca-file", _folder.AuthorityOf(domain)];

    private string[] SyncOptions(LabDomain domain) =>
        [.. OnPremises(domain), "--domain-user", domain.Upn(Domain.SyncAccount), "--domain-password-file", _folder.SyncPasswordFile];

    private string[] AsDomainAdministrator(LabDomain domain) => ["--domain-user", domain.AdministratorUpn, "--domain-password-file", _folder.DomainAdministratorPasswordFile];

    /// <summary>The one-time code of the server's first start lets its administrator register a key.</summary>
    public async Task<string> RegisterFirstAdministratorAsync(string code, CancellationToken cancellation)
    {
        await RegisterKeyAsync("admin", Domain.ServerAdministrator, code, cancellation);
        return $"{Domain.ServerAdministrator} signs in by key from now on";
    }

    /// <summary>A connector may write for one domain only.</summary>
    public async Task<string> RegisterConnectorAsync(LabDomain domain, CancellationToken cancellation)
    {
        using var reply = await SendAsync(HttpMethod.Post, "/v1.0/connectors",
            JsonContent.Create(new ConnectorRegistration(domain.ControllerName, domain.DnsName), ContractsJson.Default.ConnectorRegistration), cancellation);
        var credential = (await reply.Content.ReadFromJsonAsync(ContractsJson.Default.ConnectorCredential, cancellation))!;
        LabFolder.WriteSecret(_folder.ConnectorFileOf(domain), JsonSerializer.Serialize(credential, ContractsJson.Default.ConnectorCredential));
        LabFolder.WriteSecret(_folder.ConnectConfigurationOf(domain), new JsonObject
        {
            ["server"] = Url,
            ["caFile"] = _folder.ServerAuthority,
            ["domain"] = domain.DnsName,
            ["domainCaFile"] = _folder.AuthorityOf(domain),
            ["connectorFile"] = _folder.ConnectorFileOf(domain),
            ["accountFile"] = _folder.AccountFileOf(domain),
        }.ToJsonString());
        return $"client {credential.ClientId}, for {credential.DomainDnsName} only";
    }

    /// <summary><c>keyway-connect kerberos-server set</c>.</summary>
    public async Task<string> SetKerberosServerAsync(LabDomain domain, CancellationToken cancellation)
    {
        var result = await MustAsync("keyway-connect", ["kerberos-server", "set", .. OnPremises(domain), .. AsDomainAdministrator(domain), "--allow-group", Domain.AllowedGroup, "--account-file", _folder.AccountFileOf(domain), "--json"], cancellation, domain: domain);
        using var reply = JsonDocument.Parse(result.Output);
        var server = reply.RootElement.GetProperty("kerberosServer");
        return $"id {server.GetProperty("Id")}, key version {server.GetProperty("KeyVersion")}, both sides agree";
    }

    /// <summary>Runs <c>keyway-connect kerberos-server</c> with a verb and the lab's connection options.</summary>
    /// <param name="asAdministrator">False when <paramref name="more"/> names another account of the domain.</param>
    public Task<ToolResult> KerberosServerAsync(string verb, string[] more, CancellationToken cancellation, bool asAdministrator = true, LabDomain? domain = null) =>
        ConnectAsync(["kerberos-server", verb], more, cancellation, asAdministrator, domain);

    /// <summary>Runs <c>keyway-connect</c> with a command and the lab's connection options for a domain, Contoso when null.</summary>
    /// <param name="asAdministrator">False when <paramref name="more"/> names another account of the domain.</param>
    public Task<ToolResult> ConnectAsync(string[] command, string[] more, CancellationToken cancellation, bool asAdministrator = true, LabDomain? domain = null)
    {
        domain ??= LabDomain.Contoso;
        return _shell.RunAsync("keyway-connect", [.. command, .. OnPremises(domain), .. asAdministrator ? AsDomainAdministrator(domain) : [], .. more], cancellation, domain: domain);
    }

    /// <summary>Starts <c>keyway-connect kerberos-server</c> as the domain's administrator, to be watched and killed while it runs.</summary>
    public System.Diagnostics.Process StartKerberosServer(string verb, params string[] more) =>
        _shell.Start("keyway-connect", ["kerberos-server", verb, .. OnPremises(LabDomain.Contoso), .. AsDomainAdministrator(LabDomain.Contoso), .. more]);

    /// <summary>Runs <c>keyway-connect kerberos-server</c> with a verb that knows no identity server.</summary>
    public Task<ToolResult> InDomainAsync(string verb, string[] more, CancellationToken cancellation, bool asAdministrator = true) =>
        _shell.RunAsync("keyway-connect",
            ["kerberos-server", verb, "--domain", Domain.DnsName, "--domain-ca-file", _folder.DomainAuthority, .. asAdministrator ? AsDomainAdministrator(LabDomain.Contoso) : [], .. more], cancellation);

    /// <summary><c>keyway-connect delegate sync</c>: an account of no group reads what changes in the directory.</summary>
    public async Task<string> DelegateSyncAsync(LabDomain domain, CancellationToken cancellation)
    {
        await MustAsync("keyway-connect", ["delegate", "sync", "--to", domain.Upn(Domain.SyncAccount), .. InDomain(domain), .. AsDomainAdministrator(domain)], cancellation, domain: domain);
        return $"{domain.Upn(Domain.SyncAccount)} sees what changes, and no password";
    }

    /// <summary><c>keyway-connect sync</c> by the delegated reader. It also finds eve, a Domain Admin, in the allowed group, and says so.</summary>
    public async Task<string> SyncAsync(LabDomain domain, CancellationToken cancellation)
    {
        var result = await SyncAsync(domain, ["--json"], cancellation);
        if (!result.Succeeded)
            throw new LabException("keyway-connect", $"keyway-connect sync ended with {result.ExitCode}\n{result.Said}", null);
        using var reply = JsonDocument.Parse(result.Output);
        return SyncSummary.Of(reply.RootElement);
    }

    /// <summary>Runs <c>keyway-connect sync</c> as the delegated reader, with further options.</summary>
    public Task<ToolResult> SyncAsync(LabDomain domain, string[] more, CancellationToken cancellation) =>
        _shell.RunAsync("keyway-connect", ["sync", .. SyncOptions(domain), .. more], cancellation, domain: domain);

    /// <summary>Starts <c>keyway-connect sync</c> as the delegated reader, to be watched and killed while it runs.</summary>
    public System.Diagnostics.Process StartSync(params string[] more) => _shell.Start("keyway-connect", ["sync", .. SyncOptions(LabDomain.Contoso), .. more]);

    /// <summary><c>keyway-connect device-registration set</c>: the domain's computers learn which tenant and server are theirs.</summary>
    public async Task<string> SetDeviceRegistrationAsync(CancellationToken cancellation)
    {
        var domain = LabDomain.Contoso;
        using var reply = await Client.GetAsync(new Uri("/common/Discover?api-version=1.9", UriKind.Relative), cancellation);
        var tenant = (await reply.Content.ReadFromJsonAsync(ContractsJson.Default.TenantDiscovery, cancellation))!.TenantInfo;
        await MustAsync("keyway-connect",
            ["device-registration", "set", "--tenant-domain", Domain.DnsName, "--tenant-id", tenant.TenantId.ToString(), .. Server, .. InDomain(domain), .. AsDomainAdministrator(domain)],
            cancellation, domain: domain);
        return $"tenant {tenant.TenantName}, {Url}";
    }

    /// <summary><c>keyway join hybrid</c> at the domain's computer, as far as it comes now.</summary>
    public Task<ToolResult> JoinHybridAsync(string tpm, CancellationToken cancellation) =>
        _shell.RunAsync("keyway",
            ["--state", _folder.DomainDevice, "join", "hybrid", "--keytab", _folder.ComputerKeytab, "--name", Domain.ComputerName, "--tpm", tpm, "--wait", "0"], cancellation);

    /// <summary>Lines of <c>keyway status</c> at the domain's computer, by their labels.</summary>
    public async Task<string> StatusAsync(string[] labels, CancellationToken cancellation)
    {
        var result = await MustAsync("keyway", ["--state", _folder.DomainDevice, "status", "--keytab", _folder.ComputerKeytab, "--offline"], cancellation);
        return string.Join(", ", result.Output.Split('\n').Select(line => line.Trim()).Where(line => labels.Contains(line.Split(" : ")[0])));
    }

    /// <summary>Joins a computer with its owner's pass; its state goes into <paramref name="state"/>.</summary>
    public async Task<string> JoinDeviceAsync(string user, string state, CancellationToken cancellation)
    {
        var pass = await IssuePassAsync(Domain.Upn(user), cancellation);
        await MustAsync("keyway", ["--state", state, "join", .. Server, "--user", Domain.Upn(user), "--tap-file", "-"], cancellation, pass);
        return $"by {Domain.Upn(user)} with a Temporary Access Pass";
    }

    /// <summary>Each person registers a key with a pass from the help desk.</summary>
    public async Task<string> RegisterKeysAsync(LabDomain domain, IReadOnlyList<string> users, CancellationToken cancellation)
    {
        foreach (var user in users)
            await RegisterKeyAsync(user, domain.Upn(user), await IssuePassAsync(domain.Upn(user), cancellation), cancellation);
        return string.Join(", ", users);
    }

    /// <summary>Issues a Temporary Access Pass for an hour and returns it.</summary>
    public async Task<string> IssuePassAsync(string upn, CancellationToken cancellation, bool once = true)
    {
        using var reply = await SendAsync(HttpMethod.Post, $"/v1.0/users/{Uri.EscapeDataString(upn)}/authentication/temporaryAccessPassMethods",
            JsonContent.Create(new TemporaryAccessPassRequest(LifetimeInMinutes: 60, IsUsableOnce: once), ContractsJson.Default.TemporaryAccessPassRequest), cancellation);
        var method = (await reply.Content.ReadFromJsonAsync(ContractsJson.Default.TemporaryAccessPassMethod, cancellation))!;
        return method.TemporaryAccessPass!;
    }

    /// <summary>An access token of the administrator for the Graph-shaped API, by the administrator's key; kept for a while, as a person would.</summary>
    private async Task<string> SignInAsync(CancellationToken cancellation)
    {
        if (_graph is { } known && TimeProvider.System.GetUtcNow() < known.Until)
            return known.Token;
        var result = await MustAsync("keyway",
            ["access-token", .. Server, "--key", _folder.SecurityKey("admin"), "--pin-file", _folder.PinFile, "--resource", Resources.Graph], cancellation);
        _graph = (result.Output.Trim(), TimeProvider.System.GetUtcNow().AddMinutes(4));
        return _graph.Value.Token;
    }

    /// <summary>Sends a request as the administrator and expects success.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await SignInAsync(cancellation));
        var reply = await Client.SendAsync(request, cancellation);
        if (!reply.IsSuccessStatusCode)
            throw new LabException(IdentityServer.Name, $"{method} {path}: {(int)reply.StatusCode} {await reply.Content.ReadAsStringAsync(cancellation)}", _folder.Log("identity-server"));
        return reply;
    }

    /// <summary>One key that several people have registered, each with a pass of their own.</summary>
    /// <param name="name">Of the key, as <see cref="LabFolder.SecurityKey"/> knows it.</param>
    /// <param name="upns">The people, in this order.</param>
    public async Task RegisterSharedKeyAsync(string name, IReadOnlyList<string> upns, CancellationToken cancellation)
    {
        await MakeKeyAsync(name, cancellation);
        foreach (var upn in upns)
            await RegisterAsync(name, upn, await IssuePassAsync(upn, cancellation), cancellation);
    }

    private async Task RegisterKeyAsync(string user, string upn, string pass, CancellationToken cancellation)
    {
        await MakeKeyAsync(user, cancellation);
        await RegisterAsync(user, upn, pass, cancellation);
    }

    private async Task MakeKeyAsync(string name, CancellationToken cancellation) =>
        await MustAsync("keyway", ["security-key", "create-software", _folder.SecurityKey(name), "--pin-file", _folder.PinFile], cancellation);

    private async Task RegisterAsync(string name, string upn, string pass, CancellationToken cancellation) => await MustAsync("keyway",
        ["security-key", "register", .. Server, "--user", upn, "--tap-file", "-", "--key", _folder.SecurityKey(name), "--pin-file", _folder.PinFile, "--name", $"Key of {name}"],
        cancellation, pass);

    private async Task<ToolResult> MustAsync(string program, string[] arguments, CancellationToken cancellation, string? input = null, LabDomain? domain = null)
    {
        var result = await _shell.RunAsync(program, arguments, cancellation, input, domain: domain);
        return result.Succeeded
            ? result
            : throw new LabException(program, $"{program} {string.Join(' ', arguments.TakeWhile(argument => argument[0] != '-'))} ended with {result.ExitCode}\n{result.Said}", null);
    }
}
