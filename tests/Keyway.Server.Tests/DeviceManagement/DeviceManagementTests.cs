using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Keyway.Contracts;
using Keyway.Contracts.DeviceManagement;
using Keyway.Contracts.OAuth;
using Keyway.Contracts.Provisioning;
using Keyway.Server.Accounts;
using Keyway.Server.DeviceManagement;
using Keyway.Server.Devices;
using Keyway.Server.Storage;
using Keyway.Server.Tests.Devices;
using Keyway.Server.Tests.Provisioning;

namespace Keyway.Server.Tests.DeviceManagement;

/// <summary>Device management from the administrator's request to the computer's answer, and what others try in between.</summary>
public sealed class DeviceManagementTests(DirectoryFixture fixture) : IClassFixture<DirectoryFixture>
{
    private const string Profile = "/v1.0/deviceManagement/securityKeyProfile";
    private const string Devices = "/v1.0/deviceManagement/managedDevices";
    private const string None = """{"settings":{},"assignments":[]}""";

    private static readonly string SignIn = ManagedSetting.UseSecurityKeyForSignin.Uri;
    private static readonly string Days = ManagedSetting.OfflineDays.Uri;

    private RunningServer Server => fixture.Server;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_computer_fetches_what_its_group_is_to_have_and_its_state_is_shown()
    {
        var administrator = await fixture.PersonAsync(Resources.Graph, Role.AuthenticationPolicyAdministrator);
        var (computer, group) = await EnrolledWithGroupAsync();
        using (computer)
        {
            await PutAsync(administrator, $$"""{"settings":{"useSecurityKeyForSignin":0,"offlineDays":14},"assignments":[{{Assignment("group", group, """{"useSecurityKeyForSignin":1}""")}}]}""");
            Assert.Equal("waiting", await StateAsync(administrator, computer));

            Assert.Equal(4, await computer.RunAsync());
            Assert.Equal((1, 14), (computer.Values[SignIn], computer.Values[Days]));
            var shown = await administrator.SendAsync(HttpMethod.Get, $"{Devices}/{computer.Id}", (byte[]?)null);
            Assert.Equal(("asWanted", "Model 7"), (shown.Json["managementState"]!.GetValue<string>(), shown.Json["model"]!.GetValue<string>()));
            Assert.Contains("""{"targetType":"everyone","targetId":null,"value":0,"counts":false}""", shown.Text, StringComparison.Ordinal);

            // Nothing to change: the second message says so.
            Assert.Equal(2, await computer.RunAsync());
            await PutAsync(administrator, None);
            Assert.Equal("waiting", await StateAsync(administrator, computer));
            Assert.Equal(4, await computer.RunAsync());
            Assert.Empty(computer.Values);
            Assert.Equal("asWanted", await StateAsync(administrator, computer));
        }
    }

    [Fact]
    public async Task D11_of_several_groups_the_stricter_value_counts_and_a_computer_of_nobody_has_everyones()
    {
        var (inner, outer, device) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var profile = new ManagementProfile(
            new ManagedValues(UseSecurityKeyForSignin: 1, OfflineDays: 30, LockOnRemoval: 1),
            [
                new ManagementAssignment("group", inner, new ManagedValues(UseSecurityKeyForSignin: 1, OfflineDays: 7, OfflineUnlocks: 0)),
                new ManagementAssignment("group", outer, new ManagedValues(UseSecurityKeyForSignin: 0, OfflineDays: 60, OfflineUnlocks: 20, LockOnRemoval: 0)),
                new ManagementAssignment("device", device, new ManagedValues(OfflineDays: 10)),
            ]);
        Assert.Equal([0, 7, 20, 0], EffectiveSettings.Of(profile, device, new HashSet<Guid> { inner, outer }).Select(setting => setting.Value));
        Assert.Equal([1, 10, null, 1], EffectiveSettings.Of(profile, device, new HashSet<Guid>()).Select(setting => setting.Value));
        Assert.Equal([1, 30, null, 1], EffectiveSettings.Of(profile, Guid.NewGuid(), new HashSet<Guid>()).Select(setting => setting.Value));
        await Task.CompletedTask;
    }

    [Fact]
    public async Task A_setting_that_a_computer_refuses_is_told_with_its_status()
    {
        var administrator = await fixture.PersonAsync(Resources.Graph, Role.GlobalAdministrator);
        using var computer = await EnrolledAsync();
        await PutAsync(administrator, """{"settings":{},"assignments":[{"targetType":"device","targetId":"ID","settings":{"useSecurityKeyForSignin":1,"lockOnRemoval":1}}]}""".Replace("ID", computer.Id.ToString(), StringComparison.Ordinal));
        computer.Refuses[ManagedSetting.LockOnRemoval.Uri] = SyncMl.Failed;
        await computer.RunAsync();

        var shown = await administrator.SendAsync(HttpMethod.Get, $"{Devices}/{computer.Id}", (byte[]?)null);
        Assert.Equal("differs", shown.Json["managementState"]!.GetValue<string>());
        var setting = shown.Json["settings"]![3]!;
        Assert.Equal((1, 500), (setting["effective"]!.GetValue<int>(), setting["status"]!.GetValue<int>()));
        Assert.Null(setting["reported"]);

        Server.Clock.Advance(TimeSpan.FromDays(4));
        Assert.Equal("overdue", await StateAsync(await fixture.PersonAsync(Resources.Graph, Role.GlobalAdministrator), computer));
    }

    [Fact]
    public async Task D03_nobody_takes_another_computers_settings_or_forges_its_answers()
    {
        using var computer = await EnrolledAsync();
        using var other = await EnrolledAsync();
        AssertRefused(await other.SpeakAsync(other.Package1("s"), path: computer.Path), HttpStatusCode.Forbidden, "KW2232");
        AssertRefused(await other.SpeakAsync(other.Package1("s") with { Source = computer.Id.ToString("D") }), HttpStatusCode.Forbidden, "KW2805");
        AssertRefused(await other.SpeakAsync(other.Package1("s") with { Target = computer.Url }), HttpStatusCode.Forbidden, "KW2805");
        var lying = other.Package1("s");
        AssertRefused(
            await other.SpeakAsync(lying with { Commands = [.. lying.Commands.Take(2), new SyncMlCommand(SyncMlVerb.Replace, 3, [new SyncMlItem(Source: SyncMl.DeviceIdNode, Data: computer.Id.ToString("D"))])] }),
            HttpStatusCode.Forbidden, "KW2805");
        AssertRefused(await computer.SpeakAsync(computer.Package1("s"), credential: ""), HttpStatusCode.Forbidden, "KW2220");

        // A session of one is none of another's, even under its id.
        var reply = await TakenAsync(computer, computer.Package1("same"));
        AssertRefused(await other.SpeakAsync(other.Answer(reply with { Target = other.Id.ToString("D"), Source = other.Url })), HttpStatusCode.Conflict, "KW2803");
        await TakenAsync(computer, computer.Answer(reply));
    }

    [Fact]
    public async Task D01_a_message_counts_once_and_in_its_order()
    {
        using var computer = await EnrolledAsync();
        var credential = await computer.CredentialAsync(computer.Path);
        Assert.Equal(HttpStatusCode.OK, (await computer.SpeakAsync(computer.Package1("a"), credential)).Status);
        AssertRefused(await computer.SpeakAsync(computer.Package1("a"), credential), HttpStatusCode.BadRequest, "KW2302");

        computer.Values[SignIn] = 1;
        var reply = await TakenAsync(computer, computer.Package1("b"));
        var answer = computer.Answer(reply);
        AssertRefused(await computer.SpeakAsync(answer with { MessageId = 3 }), HttpStatusCode.Conflict, "KW2803");
        AssertRefused(await computer.SpeakAsync(answer with { SessionId = "a" }), HttpStatusCode.Conflict, "KW2803");
        var next = await TakenAsync(computer, answer);
        AssertRefused(await computer.SpeakAsync(answer), HttpStatusCode.Conflict, "KW2803");

        // Another session takes the place of this one; one that waits for too long is over.
        var later = computer.Answer(next);
        await TakenAsync(computer, computer.Package1("c"));
        AssertRefused(await computer.SpeakAsync(later), HttpStatusCode.Conflict, "KW2803");
        var late = computer.Answer(await TakenAsync(computer, computer.Package1("d")));
        Server.Clock.Advance(TimeSpan.FromMinutes(11));
        AssertRefused(await computer.SpeakAsync(late), HttpStatusCode.Conflict, "KW2803");
    }

    [Fact]
    public async Task D01_an_answer_says_exactly_what_was_asked()
    {
        using var computer = await EnrolledAsync();
        computer.Values[SignIn] = 1;
        var good = computer.Answer(await TakenAsync(computer, computer.Package1("s")));
        SyncMlCommand result = good.Commands.Single(command => command.Verb == SyncMlVerb.Results);
        (string What, IReadOnlyList<SyncMlCommand> Commands)[] wrong =
        [
            ("no answers", []),
            ("no header", [.. good.Commands.Skip(1)]),
            ("a header that failed", [good.Commands[0] with { Code = 500 }, .. good.Commands.Skip(1)]),
            ("one short", [.. good.Commands.SkipLast(1)]),
            ("a status twice", [.. good.Commands, good.Commands[1] with { Id = 99 }]),
            ("a result twice", [.. good.Commands, result with { Id = 99 }]),
            ("a status of nothing", [.. good.Commands, good.Commands[1] with { Id = 99, CommandRef = 77 }]),
            ("of another message", [.. good.Commands.Select(command => command with { MessageRef = 7 })]),
            ("of another verb", [.. good.Commands.Select(command => command.Answered == "Get" ? command with { Answered = "Replace" } : command)]),
            ("no result", [.. good.Commands.Where(command => command != result)]),
            ("of another node", [.. good.Commands.Select(command => command == result ? command with { Items = [result.Items[0] with { Source = Days }] } : command)]),
            ("no number", [.. good.Commands.Select(command => command == result ? command with { Items = [result.Items[0] with { Data = "yes" }] } : command)]),
            ("out of range", [.. good.Commands.Select(command => command == result ? command with { Items = [result.Items[0] with { Data = "2" }] } : command)]),
        ];
        foreach (var (what, commands) in wrong)
        {
            var reply = await computer.SpeakAsync(good with { Commands = commands });
            Assert.True(reply.Status == HttpStatusCode.BadRequest && Encoding.UTF8.GetString(reply.Body).Contains("KW2804", StringComparison.Ordinal), $"{what}: {reply.Status} {Encoding.UTF8.GetString(reply.Body)}");
        }

        // None of it moved the session.
        await TakenAsync(computer, good);
        AssertRefused(await computer.SpeakAsync(computer.Package1("s") with { Commands = [new SyncMlCommand(SyncMlVerb.Alert, 1, [], Code: 1224)] }), HttpStatusCode.BadRequest, "KW2804");
        AssertRefused(await computer.PostAsync(computer.Path, new StringContent("<a/>", Encoding.UTF8, SyncMl.MediaType), null), HttpStatusCode.BadRequest, "KW2800");
        AssertRefused(await computer.PostAsync(computer.Path, new StringContent("<a/>", Encoding.UTF8, "text/xml"), null), HttpStatusCode.UnsupportedMediaType, "KW2801");
        AssertRefused(
            await computer.PostAsync(computer.Path, new ByteArrayContent(new byte[SyncMl.LargestMessage + 1]) { Headers = { ContentType = new(SyncMl.MediaType) } }, null), HttpStatusCode.RequestEntityTooLarge, "KW2000");
    }

    [Fact]
    public async Task D04_a_computer_that_is_disabled_or_deleted_loses_its_enrolment_at_once_also_in_the_middle()
    {
        var administrator = await fixture.PersonAsync(Resources.Graph, Role.GlobalAdministrator);
        using var computer = await EnrolledAsync();
        var reply = await TakenAsync(computer, computer.Package1("s"));
        await Server.Get<DeviceService>().SetEnabledAsync(computer.Id, enabled: false, null, Cancellation);
        AssertRefused(await computer.SpeakAsync(computer.Answer(reply)), HttpStatusCode.BadRequest, "KW2201");
        (await administrator.SendAsync(HttpMethod.Get, $"{Devices}/{computer.Id}", (byte[]?)null)).AssertRefused(HttpStatusCode.NotFound, "KW2809");

        await Server.Get<DeviceService>().SetEnabledAsync(computer.Id, enabled: true, null, Cancellation);
        AssertRefused(await computer.SpeakAsync(computer.Answer(reply)), HttpStatusCode.Conflict, "KW2802");
        Assert.Equal(HttpStatusCode.OK, (await computer.EnrolAsync()).Status);
        await Server.Get<DeviceService>().DeleteAsync(computer.Id, null, Cancellation);
        AssertRefused(await computer.SpeakAsync(computer.Package1("s")), HttpStatusCode.BadRequest, "KW2200");
        AssertRefused(await computer.EnrolAsync(), HttpStatusCode.BadRequest, "KW2200");
        Assert.Equal(0, Server.Get<Store>().Read(session => session.First("SELECT (SELECT COUNT(*) FROM DeviceEnrolment WHERE DeviceId = @p0) + (SELECT COUNT(*) FROM ManagementSession WHERE DeviceId = @p0)", row => row.GetInt64(0), computer.Id)));
    }

    [Fact]
    public async Task Enrolling_says_whose_groups_count_and_twice_is_once()
    {
        using var computer = await JoinedAsync();
        AssertRefused(await computer.SpeakAsync(computer.Package1("s")), HttpStatusCode.Conflict, "KW2802");
        var (_, first) = await computer.EnrolAsync();
        Assert.True(ContractsJson.TryRead(first, ContractsJson.Default.ManagementEnrolment, out var enrolment));
        Assert.Equal(computer.Id, enrolment.DeviceId);
        Assert.EndsWith("@contoso.corp.com", enrolment.Account, StringComparison.Ordinal);
        Server.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(first, (await computer.EnrolAsync()).Body);
        Assert.Equal(1, Events(ManagementActivity.Enrolled, computer.Id));
    }

    [Fact]
    public async Task O06_two_administrators_at_once_lose_nothing_and_a_change_is_audited_with_what_was()
    {
        var administrator = await fixture.PersonAsync(Resources.Graph, Role.GlobalAdministrator);
        await PutAsync(administrator, """{"settings":{"offlineDays":5},"assignments":[]}""");
        var seen = (await administrator.SendAsync(HttpMethod.Get, Profile, (byte[]?)null)).ETag;
        Assert.Equal(HttpStatusCode.NoContent, (await administrator.SendAsync(HttpMethod.Put, Profile, """{"settings":{"offlineDays":6},"assignments":[]}""", seen, "application/json")).Status);
        (await administrator.SendAsync(HttpMethod.Put, Profile, None, seen, "application/json")).AssertRefused(HttpStatusCode.PreconditionFailed, "KW2807");
        var details = Server.Get<Store>().Read(session => session.All(
            "SELECT Detail FROM AuditEvent WHERE Activity = @p0 AND ActorId = @p1", row => row.GetString(0), ManagementActivity.ProfileChanged, administrator.AccountId));
        Assert.Contains(details, detail => Regex.IsMatch(detail, @"before.*offlineDays\\u0022:5.*after.*offlineDays\\u0022:6"));
    }

    [Fact]
    public async Task D11_a_profile_that_cannot_be_is_refused_whole()
    {
        var administrator = await fixture.PersonAsync(Resources.Graph, Role.GlobalAdministrator);
        var group = await GroupAsync();
        string Assigned(string settings, string type = "group", string? id = null, int count = 1) =>
            $$"""{"settings":{},"assignments":[{{string.Join(',', Enumerable.Repeat(Assignment(type, id ?? group, settings), count))}}]}""";
        string[] wrong =
        [
            "", "{}", "[]", """{"settings":{}}""", """{"settings":{"useSecurityKeyForSignin":2},"assignments":[]}""", """{"settings":{"useSecurityKeyForSignin":-1},"assignments":[]}""",
            """{"settings":{"useSecurityKeyForSignIn":1},"assignments":[]}""", """{"settings":{"offlineDays":"5"},"assignments":[]}""", """{"settings":{"offlineDays":3651},"assignments":[]}""",
            """{"settings":{"offlineDays":1,"offlineDays":2},"assignments":[]}""", Assigned("{}"), Assigned("""{"lockOnRemoval":1}""", "everyone"), Assigned("""{"lockOnRemoval":1}""", count: 2),
            Assigned("""{"lockOnRemoval":1}""", id: "not-an-id"), """{"settings":{},"assignments":[null]}""",
        ];
        foreach (var body in wrong)
            (await administrator.SendAsync(HttpMethod.Put, Profile, body, null, "application/json")).AssertRefused(HttpStatusCode.BadRequest, "KW2806");
        foreach (var type in new[] { "group", "device" })
            (await administrator.SendAsync(HttpMethod.Put, Profile, Assigned("""{"lockOnRemoval":1}""", type, Guid.NewGuid().ToString()), null, "application/json")).AssertRefused(HttpStatusCode.NotFound, "KW2808");
    }

    [Fact]
    public async Task Two_computers_at_once_each_get_their_own()
    {
        var administrator = await fixture.PersonAsync(Resources.Graph, Role.GlobalAdministrator);
        var computers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => EnrolledAsync()));
        var assignments = computers.Select((computer, days) => Assignment("device", computer.Id.ToString(), $"{{\"offlineDays\":{days}}}"));
        await PutAsync(administrator, $$"""{"settings":{},"assignments":[{{string.Join(',', assignments)}}]}""");
        await Task.WhenAll(computers.Select(computer => computer.RunAsync()));
        Assert.Equal([0, 1, 2, 3], computers.Select(computer => computer.Values[Days]));
        foreach (var computer in computers)
            computer.Dispose();
    }

    private static void AssertRefused((HttpStatusCode Status, byte[] Body) reply, HttpStatusCode status, string code) =>
        Assert.Equal((status, true), (reply.Status, Encoding.UTF8.GetString(reply.Body).Contains($"\"ErrorType\":\"{code}\"", StringComparison.Ordinal)));

    private static async Task<SyncMlMessage> TakenAsync(ManagedComputer computer, SyncMlMessage message)
    {
        var (status, body) = await computer.SpeakAsync(message);
        Assert.True(status == HttpStatusCode.OK, Encoding.UTF8.GetString(body));
        return SyncMlReader.Read(body).Value;
    }

    private static string Assignment(string type, string target, string settings) => $"{{\"targetType\":\"{type}\",\"targetId\":\"{target}\",\"settings\":{settings}}}";

    private static async Task PutAsync(ScimClient administrator, string profile)
    {
        var reply = await administrator.SendAsync(HttpMethod.Put, Profile, profile, null, "application/json");
        Assert.True(reply.Status == HttpStatusCode.NoContent, reply.Text);
    }

    private static async Task<string> StateAsync(ScimClient administrator, ManagedComputer computer) =>
        (await administrator.SendAsync(HttpMethod.Get, $"{Devices}/{computer.Id}", (byte[]?)null)).Json["managementState"]!.GetValue<string>();

    private long Events(string activity, Guid actor) => Server.Get<Store>().Read(session => session.First(
        "SELECT COUNT(*) FROM AuditEvent WHERE Activity = @p0 AND ActorId = @p1", row => row.GetInt64(0), activity, actor));

    private async Task<string> GroupAsync(params string[] members)
    {
        var administrator = await fixture.AdministratorAsync();
        var group = new System.Text.Json.Nodes.JsonObject
        {
            ["schemas"] = new System.Text.Json.Nodes.JsonArray(ScimSchemas.Group),
            ["displayName"] = $"g{Guid.NewGuid():N}",
            ["members"] = ScimClient.Members(members),
        };
        return (await administrator.PostAsync("Groups", group)).Id;
    }

    /// <summary>Its owner is in a group that is in the group.</summary>
    private async Task<(ManagedComputer Computer, string Group)> EnrolledWithGroupAsync()
    {
        var owner = await fixture.PersonAsync(Resources.DeviceRegistration);
        var computer = await JoinedAsync(owner);
        Assert.Equal(HttpStatusCode.OK, (await computer.EnrolAsync()).Status);
        return (computer, await GroupAsync(await GroupAsync(owner.AccountId.ToString())));
    }

    private async Task<ManagedComputer> EnrolledAsync()
    {
        var computer = await JoinedAsync();
        Assert.Equal(HttpStatusCode.OK, (await computer.EnrolAsync()).Status);
        return computer;
    }

    private async Task<ManagedComputer> JoinedAsync(ScimClient? owner = null)
    {
        var keys = new JoiningComputer();
        var joined = await JoinTests.JoinAsync(owner ?? await fixture.PersonAsync(Resources.DeviceRegistration), keys);
        return new ManagedComputer(Server, new OwnDevice(keys, Convert.FromBase64String(joined.Certificate.RawBody)));
    }
}
