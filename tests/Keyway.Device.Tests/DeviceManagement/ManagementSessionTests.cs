using Keyway.Contracts.DeviceManagement;
using Keyway.Device.DeviceManagement;
using Keyway.Errors;

namespace Keyway.Device.Tests.DeviceManagement;

/// <summary>A session with a server that says what no right one says.</summary>
public sealed class ManagementSessionTests
{
    private const string Url = "https://login.contoso.com/EnrollmentServer/management/3f1c7f0e-52a1-4f6e-9d5b-0a7a3d8d2a11";
    private const string SignIn = "./Device/Vendor/MSFT/PassportForWork/SecurityKey/UseSecurityKeyForSignin";
    private const string Days = "./Device/Vendor/Keyway/SecurityKey/OfflineDays";

    private readonly List<IReadOnlyDictionary<string, int>> _kept = [];
    private readonly List<SyncMlMessage> _heard = [];
    private Refusal? _keeping;

    [Fact]
    public async Task What_a_message_changes_is_kept_once_and_as_a_whole()
    {
        var outcome = (await RunAsync(before: new() { [Days] = 14 }, [Set(SyncMlVerb.Add, SignIn, "1"), Set(SyncMlVerb.Replace, Days, "3")], [])).Value;

        Assert.Equal((2, true), (outcome.Messages, outcome.Changed));
        Assert.Equal((1, 3), (Assert.Single(_kept)[SignIn], _kept[0][Days]));
        Assert.Equal([200, 200, 200], _heard[1].Commands.Select(command => command.Code));
        Assert.Equal((SyncMl.HeaderName, 0, 1), (_heard[1].Commands[0].Answered, _heard[1].Commands[0].CommandRef, _heard[1].Commands[0].MessageRef));
    }

    [Fact]
    public async Task D11_what_cannot_be_kept_is_told_and_nothing_of_it_holds()
    {
        _keeping = Catalogue.Device.StateNotWritten;
        var outcome = await RunAsync(before: new() { [Days] = 14 }, [Set(SyncMlVerb.Add, SignIn, "1"), Set(SyncMlVerb.Replace, Days, "3")], [new SyncMlCommand(SyncMlVerb.Get, 8, [new SyncMlItem(Days)])], []);

        Assert.Equal(Catalogue.Device.StateNotWritten, outcome.Refusal.Error);
        Assert.Equal([200, 500, 500], _heard[1].Commands.Select(command => command.Code));
        Assert.Equal("14", _heard[2].Commands[^1].Items[0].Data);
    }

    [Fact]
    public async Task D11_what_is_wrong_is_refused_and_the_rest_holds()
    {
        var outcome = (await RunAsync(before: [], [Set(SyncMlVerb.Add, SignIn, "7"), Set(SyncMlVerb.Add, Days, "3"), Set(SyncMlVerb.Exec, "./Device/Vendor/MSFT/Reboot/RebootNow", "")], [])).Value;

        Assert.Equal([new RefusedSetting(SignIn, 400), new RefusedSetting("./Device/Vendor/MSFT/Reboot/RebootNow", 404)], outcome.Refused);
        Assert.Equal([Days], _kept[0].Keys);
    }

    [Fact]
    public async Task D10_a_reply_that_is_not_of_this_session_changes_nothing()
    {
        Func<SyncMlMessage, SyncMlMessage>[] wrong =
        [
            reply => reply with { SessionId = "other" }, reply => reply with { MessageId = 2 }, reply => reply with { Target = Guid.Empty.ToString() }, reply => reply with { Source = "https://evil.example/" },
            reply => reply with { Commands = [.. reply.Commands.Skip(1)] },
            reply => reply with { Commands = [reply.Commands[0], reply.Commands[0] with { Id = 90 }, .. reply.Commands.Skip(1)] },
            reply => reply with { Commands = [reply.Commands[0] with { MessageRef = 9 }, .. reply.Commands.Skip(1)] },
        ];
        foreach (var change in wrong)
        {
            var session = new ManagementSession(Joined.DeviceId, Url, message => Task.FromResult<Result<SyncMlMessage>>(change(Reply(message, [Set(SyncMlVerb.Add, SignIn, "1")]))), Keep);
            Assert.Equal(Catalogue.ManagedDevice.ReplyMalformed, (await session.RunAsync(new Dictionary<string, int>(), ComputerFacts.Of(Joined.DeviceId), false)).Refusal.Error);
        }

        var refused = new ManagementSession(Joined.DeviceId, Url, message => Task.FromResult<Result<SyncMlMessage>>(Reply(message, []) is var reply ? reply with { Commands = [reply.Commands[0] with { Code = 500 }] } : reply), Keep);
        Assert.Equal(Catalogue.ManagedDevice.ServerRefusedMessage, (await refused.RunAsync(new Dictionary<string, int>(), ComputerFacts.Of(Joined.DeviceId), false)).Refusal.Error);
        Assert.Empty(_kept);
    }

    [Fact]
    public async Task A_server_that_never_ends_is_left()
    {
        var messages = 0;
        var session = new ManagementSession(
            Joined.DeviceId, Url, message => Task.FromResult<Result<SyncMlMessage>>(Reply(message, [new SyncMlCommand(SyncMlVerb.Get, 7, [new SyncMlItem(SignIn)])]) is var reply && ++messages > 0 ? reply : reply), Keep);
        Assert.Equal(Catalogue.ManagedDevice.SessionEndless, (await session.RunAsync(new Dictionary<string, int>(), ComputerFacts.Of(Joined.DeviceId), false)).Refusal.Error);
        Assert.Equal(8, messages);
    }

    private static SyncMlCommand Set(SyncMlVerb verb, string uri, string data) => new(verb, 10 + Math.Abs(uri.GetHashCode(StringComparison.Ordinal) % 1000), [new SyncMlItem(uri, Format: "int", Data: data)]);

    private static SyncMlMessage Reply(SyncMlMessage message, SyncMlCommand[] commands) => new(
        message.SessionId, message.MessageId, message.Source, message.Target, [new SyncMlCommand(SyncMlVerb.Status, 1, [], message.MessageId, 0, SyncMl.HeaderName, SyncMl.Ok), .. commands]);

    /// <summary>A server that sends these commands, one list a message.</summary>
    private Task<Result<ManagementOutcome>> RunAsync(Dictionary<string, int> before, params SyncMlCommand[][] replies)
    {
        var next = 0;
        var session = new ManagementSession(
            Joined.DeviceId, Url,
            message =>
            {
                _heard.Add(message);
                return Task.FromResult<Result<SyncMlMessage>>(Reply(message, replies[next++]));
            },
            Keep);
        return session.RunAsync(before, ComputerFacts.Of(Joined.DeviceId), somebodyIsSignedIn: true);
    }

    private Result<string> Keep(IReadOnlyDictionary<string, int> values)
    {
        if (_keeping is not null)
            return _keeping;
        _kept.Add(new Dictionary<string, int>(values));
        return "kept";
    }
}
