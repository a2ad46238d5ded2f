using System.Net;
using System.Security.Cryptography;
using Keyway.Contracts.OAuth;
using Keyway.Server.Accounts;
using Keyway.Server.Devices;
using Keyway.Server.Storage;
using Keyway.Server.Tests.Provisioning;

namespace Keyway.Server.Tests.Devices;

/// <summary>A computer that lost the answer to its join and asks again, and those who would pass for it.</summary>
public sealed class RepeatedJoinTests(DirectoryFixture fixture) : IClassFixture<DirectoryFixture>
{
    [Fact]
    public async Task The_same_person_with_the_same_keys_gets_the_same_device_and_certificate()
    {
        var person = await fixture.PersonAsync(Resources.DeviceRegistration);
        using var computer = new JoiningComputer();
        var lost = await JoinTests.JoinAsync(person, computer);
        fixture.Server.Clock.Advance(TimeSpan.FromMinutes(2));
        var again = await JoinTests.JoinAsync(person, computer);
        Assert.Equal(lost.Certificate, again.Certificate);
        Assert.Equal(lost.User, again.User);
        Assert.Equal(1, Count("SELECT COUNT(*) FROM Device WHERE OwnerId = @p0", person.AccountId));
        Assert.Equal(1, Count("SELECT COUNT(*) FROM AuditEvent WHERE Activity = 'device-joined' AND ActorId = @p0", person.AccountId));
        Assert.Equal(1, Count("SELECT COUNT(*) FROM DeviceCertificate WHERE JoinedBy = @p0", person.AccountId));
    }

    [Fact]
    public async Task D03_many_at_once_with_the_same_keys_make_one_device()
    {
        var person = await fixture.PersonAsync(Resources.DeviceRegistration);
        using var computer = new JoiningComputer();
        var request = computer.Request();
        var replies = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => JoinTests.SendAsync(person, request)));
        Assert.All(replies, reply => Assert.Equal((HttpStatusCode.OK, replies[0].Text), (reply.Status, reply.Text)));
        Assert.Equal(1, Count("SELECT COUNT(*) FROM Device WHERE OwnerId = @p0", person.AccountId));
    }

    [Fact]
    public async Task D03_another_person_gets_nothing_by_the_same_request()
    {
        var person = await fixture.PersonAsync(Resources.DeviceRegistration);
        var thief = await fixture.PersonAsync(Resources.DeviceRegistration);
        using var computer = new JoiningComputer();
        var request = computer.Request();
        Assert.Equal(HttpStatusCode.OK, (await JoinTests.SendAsync(person, request)).Status);
        (await JoinTests.SendAsync(thief, request)).AssertRefused(HttpStatusCode.Conflict, "KW2215");
        Assert.Equal(0, Count("SELECT COUNT(*) FROM Device WHERE OwnerId = @p0", thief.AccountId));
    }

    [Fact]
    public async Task D03_after_ten_minutes_the_keys_are_spent()
    {
        var person = await fixture.PersonAsync(Resources.DeviceRegistration);
        using var computer = new JoiningComputer();
        var account = fixture.Accounts.Find(person.AccountId)!;
        await JoinTests.JoinAsync(person, computer);
        fixture.Server.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal("KW2215", (await JoinAsync(account, computer)).Refusal.Code);
    }

    [Fact]
    public async Task D03_a_repetition_with_one_other_key_is_no_repetition()
    {
        var person = await fixture.PersonAsync(Resources.DeviceRegistration);
        using var computer = new JoiningComputer();
        await JoinTests.JoinAsync(person, computer);
        using var newTransport = new JoiningComputer { DeviceKey = Copy(computer.DeviceKey) };
        using var newDevice = new JoiningComputer { TransportKey = Copy(computer.TransportKey) };
        (await JoinTests.SendAsync(person, newTransport.Request())).AssertRefused(HttpStatusCode.Conflict, "KW2215");
        (await JoinTests.SendAsync(person, newDevice.Request())).AssertRefused(HttpStatusCode.Conflict, "KW2215");
    }

    [Fact]
    public async Task D04_a_repetition_neither_revives_a_deleted_device_nor_serves_a_disabled_one()
    {
        var person = await fixture.PersonAsync(Resources.DeviceRegistration);
        using var computer = new JoiningComputer();
        var id = Guid.Parse(JoinTests.Subject(await JoinTests.JoinAsync(person, computer)));
        var devices = fixture.Server.Get<DeviceService>();
        await devices.SetEnabledAsync(id, enabled: false, null, TestContext.Current.CancellationToken);
        (await JoinTests.SendAsync(person, computer.Request())).AssertRefused(HttpStatusCode.BadRequest, "KW2201");
        await devices.DeleteAsync(id, null, TestContext.Current.CancellationToken);
        (await JoinTests.SendAsync(person, computer.Request())).AssertRefused(HttpStatusCode.Conflict, "KW2215");
        Assert.Null(devices.Find(id));
    }

    private Task<Keyway.Errors.Result<Keyway.Contracts.Devices.DeviceJoinResponse>> JoinAsync(Account account, JoiningComputer computer) =>
        fixture.Server.Get<CloudJoins>().JoinAsync(account, DeviceJoin.Parse(computer.Request()).Value, 50, TestContext.Current.CancellationToken);

    private long Count(string sql, Guid id) => fixture.Server.Get<Store>().Read(session => session.First(sql, row => row.GetInt64(0), id));

    private static RSA Copy(RSA key) => RSA.Create(key.ExportParameters(includePrivateParameters: true));
}
