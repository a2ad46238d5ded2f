using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Keyway.EndToEnd.Access;
using Keyway.Lab;
using Keyway.Lab.Processes;

namespace Keyway.EndToEnd.Passwords;

/// <summary>People of the domain sign in at the server with their password: real domain controller, real server, real agents (families W12, O07, A01).</summary>
[Collection(LabCollection.Name)]
public sealed class PasswordTests(LabFixture fixture) : IAsyncLifetime
{
    private const int DomainThreshold = 10;

    private readonly ConnectDesk _desk = new(fixture.Lab, TestContext.Current.CancellationToken);
    private readonly List<AgentProcess> _agents = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Laboratory Lab => fixture.Lab;

    private string Right => Lab.Record.UserPassword;

    /// <summary>An ordinary account is enough for the armour.</summary>
    private string[] ArmourOfGrace => ["--domain-user", Domain.Upn("grace"), "--domain-password-file", _desk.Secret("grace-password", Right)];

    public async ValueTask InitializeAsync()
    {
        await SambaAsync("domain", "passwordsettings", "set", $"--account-lockout-threshold={DomainThreshold}", "--account-lockout-duration=30", "--reset-account-lockout-after=30");
        await PolicyAsync("enabled");
    }

    public async ValueTask DisposeAsync()
    {
        _agents.ForEach(agent => agent.Dispose());
        await PolicyAsync("disabled");
        await SambaAsync("domain", "passwordsettings", "set", "--account-lockout-threshold=0");
    }

    [Fact]
    public async Task The_domain_says_right_wrong_disabled_expired_must_change_and_locked_as_they_are()
    {
        await StartAsync(ArmourOfGrace);
        var (status, reply) = await SignInAsync("alice", Right);
        Assert.True(status == HttpStatusCode.OK, reply.ToJsonString());
        var claims = JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(((string)reply["access_token"]!).Split('.')[1]))!;
        Assert.Equal("pwd", (string?)claims["amr"]![0]);

        Assert.Equal("KW2561", await RefusalAsync("bob", "wrong " + Right));
        Assert.Equal("KW2561", await RefusalAsync("nobody", Right));
        Assert.Equal("KW2051", await RefusalAsync("dave", Right));
        Assert.Equal("KW2052", await RefusalAsync("frank", Right));
        Assert.Equal("KW2053", await RefusalAsync("carol", Right));
        Assert.Equal("KW2561", await RefusalAsync("carol", "wrong " + Right));

        // Somebody inside locks bob: the server learns it from the domain.
        for (var guess = 0; guess <= DomainThreshold; guess++)
            await Lab.Shell.RunAsync("kinit", [$"bob@{Domain.Realm}"], Cancellation, input: "wrong\n");
        Assert.Equal("KW2567", await RefusalAsync("bob", Right));
        await SambaAsync("user", "unlock", "bob");
        Assert.Equal(HttpStatusCode.OK, (await SignInAsync("bob", Right)).Status);

        Assert.All(_agents[0].Checked, check => Assert.True((bool?)check["fast"], check.ToJsonString()));
        AssertNothingStays(Right);
    }

    [Fact]
    public async Task A_server_that_is_sprayed_locks_nobody_out_of_the_domain()
    {
        await StartAsync(ArmourOfGrace);
        var codes = await Task.WhenAll(Enumerable.Range(0, 9).Select(guess => RefusalAsync("eve", $"Winter{guess}!")));
        Assert.Equal(3, codes.Count(code => code == "KW2561"));
        Assert.Equal(6, codes.Count(code => code == "KW2566"));
        Assert.InRange(await BadPasswordsAsync("eve"), 1, 3);
        Assert.True((await Lab.Shell.RunAsync("kinit", [$"eve@{Domain.Realm}"], Cancellation, input: Right + "\n")).Succeeded);
    }

    [Fact]
    public async Task An_agent_that_is_killed_with_a_check_in_hand_is_replaced_by_the_other()
    {
        var first = await StartAsync(ArmourOfGrace);
        first.Freeze();
        var second = await StartAsync(await MachineAsync());
        var start = Stopwatch.GetTimestamp();
        var signIn = SignInAsync("grace", Right);
        await Task.Delay(700, Cancellation);
        first.Kill();
        Assert.Equal(HttpStatusCode.OK, (await signIn).Status);
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 2.5, 25);
        Assert.Single(await second.CheckedAsync(1, Cancellation));

        await second.TerminateAsync(Cancellation);
        Assert.Equal(0, second.ExitCode);
        Assert.Contains(second.Lines, line => line.Contains("\"stopped\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_password_is_tested_by_hand()
    {
        string[] test = ["passwords", "test", "--domain", Domain.DnsName, .. ArmourOfGrace];
        var right = (await _desk.RunAsync([.. test, "--user", "alice", "--password-file", _desk.Secret("alice-password", Right)])).Done();
        Assert.Equal(("valid", true), ((string?)right.Json["verdict"], (bool?)right.Json["fast"]));
        (await _desk.RunAsync([.. test, "--user", Domain.Upn("alice"), "--password-file", _desk.Secret("wrong-password", "wrong")])).Refused("KW4173");
        (await _desk.RunAsync(["passwords", "test", "--domain", Domain.DnsName, "--user", "alice", "--password-file", _desk.Secret("alice-password", Right)])).Refused("KW4170");
        var person = await Lab.Shell.RunAsync("keyway-connect", ["passwords", "--domain", Domain.DnsName, .. ArmourOfGrace, .. _desk.Server, .. _desk.AdministratorsKey], Cancellation);
        Assert.Contains("KW4172", person.Said, StringComparison.Ordinal);
        AssertNothingStays(Right);
    }

    private async Task<AgentProcess> StartAsync(string[] armour)
    {
        var agent = await AgentProcess.StartAsync(Lab, Cancellation, armour);
        _agents.Add(agent);
        return agent;
    }

    /// <summary>The keytab of a computer of the domain.</summary>
    private async Task<string[]> MachineAsync()
    {
        var keytab = _desk.Path("agent.keytab");
        await SambaAsync("computer", "create", "PWAGENT");
        await SambaAsync("user", "setpassword", "PWAGENT$", "--newpassword=" + Guid.NewGuid().ToString("N") + "aA1");
        await SambaAsync("domain", "exportkeytab", keytab, "--principal=PWAGENT$");
        return ["--keytab", keytab];
    }

    private async Task<(HttpStatusCode Status, JsonNode Reply)> SignInAsync(string user, string password)
    {
        while (true)
        {
            using var form = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "password",
                ["username"] = Domain.Upn(user),
                ["password"] = password,
                ["resource"] = "urn:keyway:graph",
            });
            using var reply = await Lab.Administration.Client.PostAsync("/common/oauth2/token", form, Cancellation);
            if (reply.StatusCode != HttpStatusCode.TooManyRequests)
                return (reply.StatusCode, (await reply.Content.ReadFromJsonAsync<JsonNode>(Cancellation))!);

            // All tests guess from one address, which has its own bound.
            await Task.Delay(reply.Headers.RetryAfter!.Delta!.Value, Cancellation);
        }
    }

    private async Task<string?> RefusalAsync(string user, string password) => (string?)(await SignInAsync(user, password)).Reply["keyway_error"];

    private async Task PolicyAsync(string state)
    {
        using var body = new StringContent($$"""{"state":"{{state}}"}""", Encoding.UTF8, "application/json");
        (await Lab.Administration.SendAsync(HttpMethod.Patch, "/v1.0/passwordChecks/" + Domain.DnsName, body, Cancellation)).Dispose();
    }

    private async Task SambaAsync(params string[] arguments)
    {
        var done = await Tool.RunAsync("samba-tool", [.. arguments, "-s", Path.Combine(Lab.Folder.DomainController, "etc", "smb.conf")], null, null, Cancellation);
        Assert.True(done.Succeeded, done.Said);
    }

    private async Task<int> BadPasswordsAsync(string user)
    {
        var found = await Tool.RunAsync("ldbsearch", ["-H", Path.Combine(Lab.Folder.DomainController, "private", "sam.ldb"), $"(sAMAccountName={user})", "badPwdCount"], null, null, Cancellation);
        var line = found.Output.Split('\n').SingleOrDefault(line => line.StartsWith("badPwdCount: ", StringComparison.Ordinal));
        return line is null ? 0 : int.Parse(line["badPwdCount: ".Length..], System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Neither the server's folder, nor its log, nor an agent's.</summary>
    private void AssertNothingStays(string password)
    {
        Assert.All(_agents.SelectMany(agent => agent.Lines), line => Assert.DoesNotContain(password, line, StringComparison.Ordinal));
        foreach (var file in Directory.EnumerateFiles(Lab.Folder.Server, "*", SearchOption.AllDirectories).Append(Lab.Folder.Log("identity-server")))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var content = new MemoryStream();
            stream.CopyTo(content);
            Assert.True(content.GetBuffer().AsSpan(0, (int)content.Length).IndexOf(Encoding.UTF8.GetBytes(password)) < 0, file);
        }
    }
}
