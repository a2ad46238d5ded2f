using System.Text;
using System.Text.Json;
using Keyway.Device.Daemon.People;
using Keyway.Device.Daemon.UserDatabase;
using Keyway.Device.State;

namespace Keyway.Device.Tests.Daemon;

public sealed class UserRecordsTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly LocalAccounts _accounts;
    private readonly UserRecords _records;

    public UserRecordsTests()
    {
        _accounts = LocalAccounts.Open(new DeviceFolder(_folder.Path), new LocalFiles()).Value;
        _records = new UserRecords(_accounts, "/bin/bash");
        foreach (var name in new[] { "alice", "bob" })
            Assert.True(_accounts.Welcome(People.Issued(name + "@contoso.com", "Ng: " + name + ",\n"), [1]).Succeeded);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_user_is_found_by_name_and_by_number_and_by_both()
    {
        var uid = _accounts.Find("alice")!.UserId;

        foreach (var asked in new[] { """{"userName":"alice"}""", $$"""{"uid":{{uid}}}""", $$"""{"userName":"alice","uid":{{uid}}}""" })
        {
            var record = Only(Ask("GetUserRecord", asked)).GetProperty("parameters").GetProperty("record");
            Assert.Equal(("alice", uid, uid), (record.GetProperty("userName").GetString(), record.GetProperty("uid").GetUInt32(), record.GetProperty("gid").GetUInt32()));
            Assert.Equal("org.keyway.Users", record.GetProperty("service").GetString());
        }
    }

    [Fact]
    public void Of_people_of_a_domain_nothing_is_said_because_the_name_service_does()
    {
        var user = new DomainUser("carol", "corp.example", 100513, "/home/carol");
        Assert.True(_accounts.Welcome(People.Issued("carol@contoso.com"), [1], (new PasswdEntry("carol", 101103, 100513, "/home/carol"), user)).Succeeded);

        foreach (var asked in new[] { """{"userName":"carol"}""", """{"uid":101103}""" })
            Assert.EndsWith("NoRecordFound", Only(Ask("GetUserRecord", asked)).GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void D08_a_display_name_makes_no_field_and_no_line() =>
        Assert.Equal("Ng  alice", Only(Ask("GetUserRecord", """{"userName":"alice"}""")).GetProperty("parameters").GetProperty("record").GetProperty("realName").GetString());

    [Fact]
    public void Everybody_is_told_in_turn_and_only_the_last_ends_it()
    {
        var replies = Ask("GetUserRecord", "{}", more: true);

        Assert.Equal([true, false], replies.Select(reply => reply.TryGetProperty("continues", out _)));
    }

    [Theory]
    [InlineData("GetUserRecord", """{"userName":"root"}""")]
    [InlineData("GetUserRecord", """{"uid":0}""")]
    [InlineData("GetUserRecord", """{"userName":"alice","uid":0}""")]
    [InlineData("GetUserRecord", """{"uid":4294967296}""")]
    [InlineData("GetUserRecord", """{"uid":-1}""")]
    [InlineData("GetUserRecord", "{}")]
    [InlineData("GetGroupRecord", """{"groupName":"sudo"}""")]
    [InlineData("GetMemberships", """{"userName":"alice"}""")]
    public void D08_nobody_else_is_known(string method, string parameters) =>
        Assert.Equal("io.systemd.UserDatabase.NoRecordFound", Only(Ask(method, parameters)).GetProperty("error").GetString());

    [Fact]
    public void A_question_for_another_service_is_not_answered() =>
        Assert.Equal("io.systemd.UserDatabase.BadService", Only(Ask("GetUserRecord", """{"userName":"alice","service":"io.systemd.Home"}""")).GetProperty("error").GetString());

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"method":1}""")]
    [InlineData("""{"method":"a","method":"b"}""")]
    [InlineData("""{"method":"a","parameters":{"a":{"b":{"c":{"d":{}}}}}}""")]
    [InlineData("""{"method":"\ud800"}""")]
    public void D07_what_is_no_call_is_none(string message) => Assert.Null(VarlinkCall.Parse(Encoding.UTF8.GetBytes(message)));

    private IReadOnlyList<JsonElement> Ask(string method, string parameters, bool more = false)
    {
        var call = VarlinkCall.Parse(Encoding.UTF8.GetBytes($$"""{"method":"io.systemd.UserDatabase.{{method}}","parameters":{{parameters}},"more":{{(more ? "true" : "false")}}}"""));
        Assert.NotNull(call);
        return [.. _records.Answer(call).Select(reply => JsonSerializer.SerializeToElement(reply))];
    }

    private static JsonElement Only(IReadOnlyList<JsonElement> replies) => Assert.Single(replies);
}
