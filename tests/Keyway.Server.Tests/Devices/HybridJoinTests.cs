using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.Devices;
using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Devices;
using Keyway.Server.Storage;
using Keyway.Server.Tests.Provisioning;

namespace Keyway.Server.Tests.Devices;

public sealed class HybridJoinTests(DirectoryFixture fixture) : IClassFixture<DirectoryFixture>
{
    private RunningServer Server => fixture.Server;

    private DeviceRegistry Registry => Server.Get<DeviceRegistry>();

    [Fact]
    public async Task A_synced_computer_joins_by_the_key_of_its_certificate_and_is_recognised()
    {
        using var computer = new HybridComputer(Server);
        await computer.SyncAsync();
        Assert.False(IsRegistered(computer));
        var raw = await computer.JoinedAsync();
        using var certificate = X509CertificateLoader.LoadCertificate(raw);
        var device = Registry.Authenticate(raw).Value;
        Assert.Equal((computer.Id, (Guid?)null), (device.Id, device.OwnerId));
        Assert.Equal($"CN={computer.Id:D}", certificate.Subject);
        Assert.DoesNotContain(certificate.Extensions, extension => extension.Oid!.Value == "1.2.840.113556.1.5.284.3");
        Assert.True(IsRegistered(computer));

        var reader = await fixture.PersonAsync(Resources.Graph, Role.Reader);
        var shown = (await reader.SendAsync(HttpMethod.Get, $"/v1.0/devices/{computer.Id}", (byte[]?)null)).Json;
        Assert.Equal(("ServerAd", computer.Sid, true), (shown["trustType"]!.GetValue<string>(), shown["onPremisesSecurityIdentifier"]!.GetValue<string>(), shown["onPremisesSyncEnabled"]!.GetValue<bool>()));
        Assert.Null(shown["registeredOwner"]);
    }

    [Fact]
    public async Task The_key_of_the_domain_certificate_may_be_the_device_key()
    {
        using var key = RSA.Create(2048);
        using var computer = new HybridComputer(Server) { DomainKey = key, Keys = new JoiningComputer { DeviceKey = key } };
        await computer.SyncAsync();
        Assert.True(Registry.Authenticate(await computer.JoinedAsync()).Succeeded);
    }

    [Fact]
    public async Task D03_who_holds_no_key_of_a_synced_certificate_learns_nothing_of_the_computer()
    {
        using var computer = new HybridComputer(Server);
        using var attacker = RSA.Create(2048);
        AssertNotSynced(await computer.JoinAsync());
        await computer.SyncAsync();
        AssertNotSynced(await computer.JoinAsync(computer.Request(computer.Proof(by: attacker))));
        AssertNotSynced(await computer.JoinAsync(computer.Request(computer.Proof(sid: "S-1-5-21-1-2-3-4", by: attacker))));
        AssertNotSynced(await computer.JoinAsync(id: Guid.NewGuid()));
        await computer.SyncAsync(enabled: false);
        AssertNotSynced(await computer.JoinAsync(computer.Request(computer.Proof(by: attacker))));
        Assert.False(IsRegistered(computer));
    }

    [Fact]
    public async Task D03_another_computer_does_not_join_for_this_one()
    {
        using var computer = new HybridComputer(Server);
        using var other = new HybridComputer(Server);
        await computer.SyncAsync();
        await other.SyncAsync();
        AssertNotSynced(await other.JoinAsync(id: computer.Id));
        // Somebody who may write the attribute copied the certificate: its subject still names the other computer.
        await computer.SyncAsync(enabled: true, computer.UserCertificate(), other.UserCertificate());
        AssertNotSynced(await other.JoinAsync(id: computer.Id));
        // The key signs for this id, and the SID is the other computer's.
        await computer.SyncAsync(enabled: true, computer.UserCertificate(key: other.DomainKey));
        (await other.JoinAsync(id: computer.Id)).AssertRefused(HttpStatusCode.BadRequest, "KW2228");
    }

    [Fact]
    public async Task Every_certificate_of_the_computer_is_tried_and_what_cannot_serve_is_passed_over()
    {
        using var computer = new HybridComputer(Server);
        using var weak = RSA.Create(1024);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var elliptic = new CertificateRequest($"CN={computer.Id}", curve, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        byte[][] useless = [[1, 2, 3], [], elliptic.RawData, computer.UserCertificate(key: weak), computer.UserCertificate(lifetime: TimeSpan.FromDays(-1)), computer.UserCertificate(subject: "CN=PC1")];
        await computer.SyncAsync(enabled: true, useless);
        AssertNotSynced(await computer.JoinAsync());
        AssertNotSynced(await computer.JoinAsync(computer.Request(computer.Proof(by: weak))));
        await computer.SyncAsync(enabled: true, [.. useless, computer.UserCertificate()]);
        await computer.JoinedAsync();
    }

    [Fact]
    public async Task A_certificate_that_was_replaced_in_the_domain_proves_nothing_any_more()
    {
        using var computer = new HybridComputer(Server);
        using var newer = RSA.Create(2048);
        await computer.SyncAsync();
        await computer.SyncAsync(enabled: true, computer.UserCertificate(key: newer));
        AssertNotSynced(await computer.JoinAsync());
        Assert.Equal(HttpStatusCode.OK, (await computer.JoinAsync(computer.Request(computer.Proof(by: newer)))).Status);
    }

    [Fact]
    public async Task A_proof_is_good_for_five_minutes_either_way()
    {
        using var computer = new HybridComputer(Server);
        await computer.SyncAsync();
        var now = Server.Clock.GetUtcNow();
        foreach (var minutes in new[] { -6, 6, -60 * 24 * 365 })
            (await computer.JoinAsync(computer.Request(computer.Proof(on: now.AddMinutes(minutes))))).AssertRefused(HttpStatusCode.BadRequest, "KW2229");
        Assert.Equal(HttpStatusCode.OK, (await computer.JoinAsync(computer.Request(computer.Proof(on: now.AddMinutes(-4))))).Status);
    }

    [Fact]
    public async Task D03_a_seen_proof_certifies_no_keys_of_an_attacker()
    {
        using var computer = new HybridComputer(Server);
        await computer.SyncAsync();
        var request = computer.Request();
        var first = await computer.JoinAsync(request);
        computer.Keys = new JoiningComputer();
        (await computer.JoinAsync(computer.Request(request.ServerAdJoinData.ClientIdentity))).AssertRefused(HttpStatusCode.Conflict, "KW2230");
        // The whole request again says nothing new: it is the same certificate.
        Assert.Equal(first.Text, (await computer.JoinAsync(request)).Text);
        await Server.SweepAsync();
        (await computer.JoinAsync(computer.Request(request.ServerAdJoinData.ClientIdentity))).AssertRefused(HttpStatusCode.Conflict, "KW2230");
    }

    [Fact]
    public async Task A_computer_whose_answer_was_lost_gets_its_certificate_when_it_asks_again()
    {
        using var computer = new HybridComputer(Server);
        await computer.SyncAsync();
        var lost = await computer.JoinedAsync();
        Server.Clock.Advance(TimeSpan.FromHours(3));
        Assert.Equal(lost, await computer.JoinedAsync());
    }

    [Fact]
    public async Task A_joined_computer_that_joins_with_new_keys_ends_the_old_ones()
    {
        using var computer = new HybridComputer(Server);
        await computer.SyncAsync();
        var before = await computer.JoinedAsync();
        Server.Clock.Advance(TimeSpan.FromSeconds(1));
        using var old = computer.Keys;
        computer.Keys = new JoiningComputer();
        var after = await computer.JoinedAsync();
        Assert.Equal("KW2221", Registry.Authenticate(before).Refusal.Code);
        var device = Registry.Authenticate(after).Value;
        Assert.Equal(computer.Keys.TransportKey.ExportSubjectPublicKeyInfo(), device.TransportKey.ExportSubjectPublicKeyInfo());
        // And the old ones do not come back.
        Server.Clock.Advance(TimeSpan.FromSeconds(1));
        computer.Keys = old;
        (await computer.JoinAsync()).AssertRefused(HttpStatusCode.Conflict, "KW2215");
        Assert.Equal(1, CountOf(computer.Id));
    }

    [Fact]
    public async Task D03_a_deleted_computer_is_not_revived_by_what_it_had()
    {
        using var computer = new HybridComputer(Server);
        await computer.SyncAsync();
        var request = computer.Request();
        var raw = await computer.JoinedAsync();
        await Server.Get<DeviceService>().DeleteAsync(computer.Id, null, TestContext.Current.CancellationToken);
        Assert.Equal("KW2200", Registry.Authenticate(raw).Refusal.Code);
        (await computer.JoinAsync(request)).AssertRefused(HttpStatusCode.Conflict, "KW2230");
        Server.Clock.Advance(TimeSpan.FromSeconds(1));
        (await computer.JoinAsync()).AssertRefused(HttpStatusCode.Conflict, "KW2215");
        // The domain still vouches for it: with new keys it is a new device under the same id, and the old certificate stays dead.
        computer.Keys = new JoiningComputer();
        Assert.True(Registry.Authenticate(await computer.JoinedAsync()).Succeeded);
        Assert.Equal("KW2221", Registry.Authenticate(raw).Refusal.Code);
        await computer.DeleteFromDomainAsync();
        AssertNotSynced(await computer.JoinAsync());
        Assert.Null(Server.Get<DeviceService>().Find(computer.Id));
    }

    [Fact]
    public async Task D04_a_computer_that_its_domain_or_an_administrator_disabled_neither_acts_nor_joins()
    {
        using var computer = new HybridComputer(Server);
        await computer.SyncAsync();
        var raw = await computer.JoinedAsync();
        await computer.SyncAsync(enabled: false);
        Assert.Equal("KW2201", Registry.Authenticate(raw).Refusal.Code);
        (await computer.JoinAsync()).AssertRefused(HttpStatusCode.BadRequest, "KW2201");
        // An administrator here cannot enable what the domain disabled.
        await Server.Get<DeviceService>().SetEnabledAsync(computer.Id, enabled: true, null, TestContext.Current.CancellationToken);
        Assert.Equal("KW2201", Registry.Authenticate(raw).Refusal.Code);
        await computer.SyncAsync();
        Assert.True(Registry.Authenticate(raw).Succeeded);

        await Server.Get<DeviceService>().SetEnabledAsync(computer.Id, enabled: false, null, TestContext.Current.CancellationToken);
        Assert.Equal("KW2201", Registry.Authenticate(raw).Refusal.Code);
        (await computer.JoinAsync()).AssertRefused(HttpStatusCode.BadRequest, "KW2201");
        computer.Keys = new JoiningComputer();
        (await computer.JoinAsync()).AssertRefused(HttpStatusCode.BadRequest, "KW2201");
        // Nor does a sync of the domain enable what an administrator disabled.
        await computer.SyncAsync();
        Assert.Equal("KW2201", Registry.Authenticate(raw).Refusal.Code);
        await computer.DeleteFromDomainAsync();
        Assert.Equal("KW2200", Registry.Authenticate(raw).Refusal.Code);
    }

    [Fact]
    public async Task D03_a_domain_cannot_take_over_a_device_that_a_person_joined()
    {
        using var joining = new JoiningComputer();
        var joined = await JoinTests.JoinAsync(await fixture.PersonAsync(Resources.DeviceRegistration), joining);
        var id = Guid.Parse(JoinTests.Subject(joined));
        using var computer = new HybridComputer(Server) { Id = id };
        Assert.False((await WriteAsync(session => HybridDevices.Insert(session, computer.Synced()))).Value);
        AssertNotSynced(await computer.JoinAsync());

        // Even if such a row came there by another way.
        using var mover = new HybridComputer(Server);
        await mover.SyncAsync();
        await WriteAsync(session => session.Execute("UPDATE HybridDevice SET Id = @p1 WHERE Id = @p0", mover.Id, id) == 1);
        using var moved = new HybridComputer(Server) { Id = id, Sid = mover.Sid, DomainKey = mover.DomainKey };
        await moved.SyncAsync();
        (await moved.JoinAsync()).AssertRefused(HttpStatusCode.Conflict, "KW2231");
        Assert.True(Registry.Authenticate(Convert.FromBase64String(joined.Certificate.RawBody)).Succeeded);
    }

    [Fact]
    public async Task A_cloud_join_does_not_take_the_keys_of_a_hybrid_device()
    {
        using var computer = new HybridComputer(Server);
        await computer.SyncAsync();
        await computer.JoinedAsync();
        var person = await fixture.PersonAsync(Resources.DeviceRegistration);
        (await JoinTests.SendAsync(person, computer.Keys.Request())).AssertRefused(HttpStatusCode.Conflict, "KW2215");
    }

    [Fact]
    public async Task D03_a_computer_gets_no_more_than_ten_certificates_a_day()
    {
        using var computer = new HybridComputer(Server);
        await computer.SyncAsync();
        await WriteAsync(session =>
        {
            for (var number = 0; number < HybridJoins.CertificatesADay; number++)
            {
                session.Execute(
                    "INSERT INTO DeviceCertificate (Hash, DeviceId, Certificate, IssuedOn, NotAfter, RevokedOn, RevocationReason) VALUES (@p0, @p1, @p2, @p3, @p3, @p3, 4)",
                    $"{computer.Id}-{number}", computer.Id, new byte[1], Server.Clock.GetUtcNow());
            }

            return true;
        });
        (await computer.JoinAsync()).AssertRefused(HttpStatusCode.TooManyRequests, "KW2222");
        Server.Clock.Advance(TimeSpan.FromDays(1));
        await computer.JoinedAsync();
    }

    [Fact]
    public async Task A_request_that_breaks_a_rule_is_refused_with_its_number()
    {
        using var computer = new HybridComputer(Server);
        await computer.SyncAsync();
        var good = computer.Request();
        var data = good.ServerAdJoinData;
        (HybridJoinRequest Request, string Code)[] cases =
        [
            (good with { JoinType = 0 }, "KW2217"),
            (good with { JoinType = 4 }, "KW2217"),
            (Proof(identity => identity with { Type = "none" }), "KW2226"),
            (Proof(identity => identity with { Sid = "S-1-5-21-1-2-3-4" }), "KW2226"),
            (Proof(identity => identity with { Sid = "S-1-5-21-1-2-3-4.yesterday" }), "KW2226"),
            (Proof(identity => identity with { Sid = "S-1-5-21-1-2-3-4.2026-11-22T10:00:00Z" }), "KW2226"),
            (Proof(identity => identity with { Sid = "CN=x.2026-11-22 10:00:00Z" }), "KW2226"),
            (Proof(identity => identity with { Sid = new string('9', 5000) }), "KW2226"),
            (Proof(identity => identity with { SignedBlob = "" }), "KW2226"),
            (Proof(identity => identity with { SignedBlob = "%" }), "KW2226"),
            (Proof(identity => identity with { SignedBlob = "AAAA" }), "KW2227"),
            (good with { ServerAdJoinData = data with { TargetDomainId = Guid.NewGuid().ToString() } }, "KW2225"),
            (good with { ServerAdJoinData = data with { TargetDomainId = "" } }, "KW2225"),
            (good with { ServerAdJoinData = data with { DeviceDisplayName = "PC\u202e" } }, "KW2216"),
            (good with { ServerAdJoinData = data with { TransportKey = Convert.ToBase64String(RsaPublicKeyBlob.Write(computer.Keys.DeviceKey)) } }, "KW2214"),
            (good with { ServerAdJoinData = data with { TransportKey = "" } }, "KW2214"),
            (good with { CertificateRequest = good.CertificateRequest with { Data = "AAAA" } }, "KW2210"),
        ];
        foreach (var (request, code) in cases)
            Assert.Contains($"\"ErrorType\":\"{code}\"", (await computer.JoinAsync(request)).Text, StringComparison.Ordinal);
        (await computer.SendAsync([])).AssertRefused(HttpStatusCode.BadRequest, "KW2001");
        Assert.False(IsRegistered(computer));

        HybridJoinRequest Proof(Func<ClientIdentity, ClientIdentity> change) => good with { ServerAdJoinData = data with { ClientIdentity = change(data.ClientIdentity) } };
    }

    [Fact]
    public async Task A_mutated_request_is_refused_or_joined_and_never_a_fault()
    {
        using var computer = new HybridComputer(Server);
        await computer.SyncAsync();
        var seed = JsonSerializer.SerializeToUtf8Bytes(computer.Request(), ContractsJson.Default.HybridJoinRequest);
        var random = new Random(333);
        for (var round = 0; round < 200; round++)
        {
            var reply = await computer.SendAsync(Mutation.Of(seed, random));
            Assert.True(reply.Status == HttpStatusCode.OK || ((int)reply.Status < 500 && reply.Text.Contains("\"ErrorType\":\"KW2", StringComparison.Ordinal)), reply.Text);
        }
    }

    [Fact]
    public async Task The_main_listener_joins_as_well()
    {
        using var computer = new HybridComputer(Server);
        await computer.SyncAsync();
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(computer.Request(), ContractsJson.Default.HybridJoinRequest));
        using var reply = await Server.Http.PutAsync(new Uri($"/EnrollmentServer/device/{computer.Id}", UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
    }

    // What clients of the vendor's protocol wait for when sync has not come by yet.
    private static void AssertNotSynced(ScimReply reply)
    {
        Assert.True(ContractsJson.TryRead(Encoding.UTF8.GetBytes(reply.Text), ContractsJson.Default.DeviceJoinError, out var error));
        Assert.Equal((HttpStatusCode.BadRequest, "KW2227", "DirectoryError"), (reply.Status, error.ErrorType, error.Code));
        Assert.StartsWith("The device object by the given id is not found", error.Message, StringComparison.Ordinal);
    }

    private Task<Result<bool>> WriteAsync(Func<StoreSession, bool> unit) =>
        Server.Get<DurableWriter>().WriteAsync<bool>(session => unit(session), TestContext.Current.CancellationToken);

    private bool IsRegistered(HybridComputer computer) => Server.Get<Store>().Read(session => HybridDevices.IsRegistered(session, computer.Id));

    private long CountOf(Guid id) => Server.Get<Store>().Read(session => session.First("SELECT COUNT(*) FROM Device WHERE Id = @p0", row => row.GetInt64(0), id));
}
