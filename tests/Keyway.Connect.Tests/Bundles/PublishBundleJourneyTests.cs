using System.Security.Cryptography;
using System.Text.Json;
using Keyway.Connect.Bundles;
using Keyway.Connect.CommandLine;
using Keyway.Connect.IdentityServer;
using Keyway.Connect.IdentityServer.SignIn;
using Keyway.Connect.Terminal;
using Keyway.Connect.Tests.IdentityServer;
using Keyway.Contracts;
using Keyway.Contracts.Jose;
using Keyway.Contracts.KerberosServers;
using Keyway.Errors;

namespace Keyway.Connect.Tests.Bundles;

/// <summary>A bundle before a server that is not the one it was made for, or answers what no server would.</summary>
public sealed class PublishBundleJourneyTests : IDisposable
{
    private static readonly Guid Tenant = new("7d4b1a2e-95bb-4f9d-9e0d-0c35a0f1d2aa");
    private static readonly string State = JsonSerializer.Serialize(Samples.State(), ContractsJson.Default.KerberosServerState);

    private readonly TestAuthority _authority = new();

    public void Dispose() => _authority.Dispose();

    [Fact]
    public async Task What_is_in_force_afterwards_is_shown()
    {
        await using var server = new HostileServer(_authority.Issue(), Key(Samples.PublicationRsa), HostileServer.Answer("200 OK", State));

        var report = await PublishAsync(server, Bundle());

        Assert.Equal(ExitCode.Done, report.ExitCode);
        Assert.Contains(report.Lines, line => line.StartsWith("In force: AzureADKerberos of contoso.corp.com, number 12491, ticket key version 3", StringComparison.Ordinal));
        Assert.StartsWith("PUT /kerberosServers/contoso.corp.com/AzureADKerberos ", server.Requests[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_tenants_server_never_sees_the_bundle()
    {
        await using var server = new HostileServer(_authority.Issue(), Key(Samples.PublicationRsa), HostileServer.Answer("200 OK", State));

        Assert.Equal(Catalogue.Connect.BundleOfAnotherTenant, (await PublishAsync(server, Bundle() with { TenantId = Guid.NewGuid() })).Failure!.Refusal.Error);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_server_that_answers_another_key_is_told_and_never_sees_the_bundle()
    {
        using var other = RSA.Create(3072);
        await using var server = new HostileServer(_authority.Issue(), Key(other), HostileServer.Answer("200 OK", State));

        var refusal = (await PublishAsync(server, Bundle())).Failure!.Refusal;

        Assert.Equal(Catalogue.Connect.BundleOfAnotherKey, refusal.Error);
        Assert.Contains(PublicationJwe.KeyId(other), refusal.Detail, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_replay_keeps_the_servers_number()
    {
        await using var server = new HostileServer(_authority.Issue(), Key(Samples.PublicationRsa), HostileServer.Answer("409 Conflict", """{"error":{"code":"KW2416","message":"A later publication was accepted before."}}"""));

        var refusal = (await PublishAsync(server, Bundle())).Failure!.Refusal;

        Assert.Equal(Catalogue.Connect.ServerRefused, refusal.Error);
        Assert.Contains("KW2416", refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_answer_is_not_sent_again_and_says_how_to_find_out()
    {
        await using var server = new HostileServer(_authority.Issue(), Key(Samples.PublicationRsa));

        var report = await PublishAsync(server, Bundle());

        Assert.Equal((Catalogue.Connect.OutcomeUnknown, 2), (report.Failure!.Refusal.Error, server.Requests.Count));
        Assert.Contains("replay", report.Failure.Remains, StringComparison.Ordinal);
    }

    private static PublicationBundle Bundle() => new(
        PublicationBundle.CurrentFormat, Tenant, "contoso.corp.com", "AzureADKerberos", Samples.KeyTime, PublicationJwe.KeyId(Samples.PublicationRsa), PublicationJwe.Seal(Samples.PublicationRsa, "content"u8));

    private static string Key(RSA key) => HostileServer.Answer("200 OK", JsonSerializer.Serialize(
        new PublicationKey(PublicationJwe.KeyId(key), Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()), Tenant), ContractsJson.Default.PublicationKey));

    private Task<Report> PublishAsync(HostileServer server, PublicationBundle bundle) => new PublishBundleJourney(
        new ServerAccess(ServerAddress.Parse(server.Url).Value, _authority.CaFile, new TokenSignIn("abc.def.ghi")), "contoso.bundle", bundle, new StepLog(null, TimeProvider.System), TimeProvider.System)
        .RunAsync(TestContext.Current.CancellationToken);
}
