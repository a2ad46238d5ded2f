using System.Text.Json.Nodes;
using Keyway.Lab;
using Keyway.Lab.Processes;

namespace Keyway.EndToEnd.Journeys;

/// <summary>An administrator who works on a Kerberos server of one name with the real program.</summary>
internal sealed class JourneyDesk(Laboratory lab, string name)
{
    public string Name { get; } = name;

    public string ComputerDn => $"CN={Name},OU=Domain Controllers,{Domain.BaseDn}";

    public string UserDn => $"CN=krbtgt_{Name},CN=Users,{Domain.BaseDn}";

    public string ConnectionPointDn => $"CN={Name},CN=AzureAD,CN=System,{Domain.BaseDn}";

    public string ServerDn => $"CN={Name},CN=Servers,CN=Default-First-Site-Name,CN=Sites,CN=Configuration,{Domain.BaseDn}";

    public string SettingsDn => "CN=NTDS Settings," + ServerDn;

    public string AccountFile => Path.Combine(lab.Folder.Secrets, Name + "-account.json");

    public string[] SetOptions => ["--name", Name, "--account-file", AccountFile, "--allow-group", Domain.AllowedGroup];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public Task<ToolResult> RunAsync(string verb, params string[] more) => lab.Administration.KerberosServerAsync(verb, ["--name", Name, .. more], Cancellation);

    public async Task<ToolResult> MustAsync(string verb, params string[] more)
    {
        var result = await RunAsync(verb, more);
        Assert.True(result.Succeeded, $"{verb}: {result.Said}");
        return result;
    }

    /// <summary>Creates it, or repairs it.</summary>
    public Task<ToolResult> SetAsync() => MustAsync("set", SetOptions[2..]);

    /// <summary>The answer for programs, whatever the exit code.</summary>
    public async Task<JsonNode> JsonAsync(string verb, params string[] more) => JsonNode.Parse((await RunAsync(verb, [.. more, "--json"])).Output)!;

    public async Task<string?> VerdictAsync() => (string?)(await JsonAsync("get"))["verdict"];

    /// <summary>Nothing of it is left on either side, nor the account file.</summary>
    public async Task ClearAsync()
    {
        await MustAsync("remove", "--yes");
        File.Delete(AccountFile);
    }

    /// <summary>Someone signed in as the Kerberos server's own account; the file's password is the account's.</summary>
    public async Task ProveAccountFileAsync()
    {
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(AccountFile));
        var get = await lab.Administration.KerberosServerAsync("get", ["--name", Name, "--account-file", AccountFile], Cancellation, asAdministrator: false);
        Assert.True(get.Succeeded, get.Said);
        Assert.Contains($"Sign in to the domain: {Name}$@{Domain.DnsName}", get.Output, StringComparison.Ordinal);
    }
}
