using System.Net;
using Keyway.Contracts;
using Keyway.Fido2.Tests.Metadata;
using Keyway.Server.Accounts;
using Keyway.Server.AuthenticationMethods.Keys;
using Keyway.Server.Hosting;
using Keyway.Server.Metadata;
using Keyway.Server.Storage;
using Keyway.Server.Tests.Journeys;

namespace Keyway.Server.Tests.Metadata;

/// <summary>Metadata at the real server: import, what it names, and what it shuts out.</summary>
public sealed class MetadataTests : IAsyncLifetime
{
    private const string Address = "/v1.0/authenticatorMetadata";
    private static readonly Guid Model = new("cb69481e-8ff7-4039-93ec-0a2729a154a8");
    private static readonly Guid Other = new("2fc0579f-8113-47ea-b116-bb5a8db9202a");

    private readonly MetadataService _service = new();
    private readonly string _directory = Directory.CreateTempSubdirectory("keyway-metadata-").FullName;
    private Organisation _organisation = null!;
    private byte[]? _last;

    private Client Client => _organisation.Client;

    private AuthenticatorModels Models => _organisation.Server.Get<AuthenticatorModels>();

    public async ValueTask InitializeAsync()
    {
        _organisation = await Organisation.StartAsync();
        _organisation.Server.MetadataRootFile = Write("root.pem", System.Text.Encoding.ASCII.GetBytes(_service.Root.ExportCertificatePem()));
        await _organisation.Server.RestartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _organisation.DisposeAsync();
        _service.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task Imported_metadata_names_models_and_survives_a_restart()
    {
        Assert.Null(Models.Number);
        Assert.Equal(Model.ToString("D"), Models.Of(Model).Name);
        var token = await _organisation.AdministratorTokenAsync();
        (await Client.GetAsync(Address, token)).IsRefusal("KW2750", HttpStatusCode.NotFound);
        var imported = (await ImportAsync(token, 7, Entry("FIDO_CERTIFIED_L1plus"))).As(MetadataReplies.Default.ImportedMetadata);
        Assert.Equal((7, 1, 0, true), (imported.Number, imported.Models, imported.Revoked, imported.Changed));
        Assert.False((await ImportAsync(token, 7, Entry("FIDO_CERTIFIED_L1plus"), same: true)).As(MetadataReplies.Default.ImportedMetadata).Changed);

        await _organisation.Server.RestartAsync();
        Assert.Equal(7, Models.Number);
        var model = Models.Of(Model);
        Assert.Equal(("Example key", "FIDO Certified L1+", true), (model.Name, model.Certification, model.IsKnown));
        Assert.Equal(7, (await Client.GetAsync(Address, token)).As(MetadataReplies.Default.ImportedMetadata).Number);
        var events = _organisation.Server.Get<Store>().Read(session => session.All(
            "SELECT Detail FROM AuditEvent WHERE Activity = 'authenticator-metadata-imported'", row => row.GetString(0)));
        Assert.Contains("\"number\":\"7\"", Assert.Single(events), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Attack", "A03")]
    public async Task Older_forged_or_foreign_metadata_changes_nothing()
    {
        var token = await _organisation.AdministratorTokenAsync();
        (await ImportAsync(token, 9, Entry("REVOKED"))).As(MetadataReplies.Default.ImportedMetadata);
        (await ImportAsync(token, 8, Entry("FIDO_CERTIFIED"))).IsRefusal("KW2745", HttpStatusCode.Conflict);
        using var stranger = new MetadataService();
        (await SendAsync(token, stranger.Sign(MetadataService.Payload(10, Entry("FIDO_CERTIFIED"))))).IsRefusal("KW2742");
        var signed = _service.Sign(MetadataService.Payload(10, Entry("FIDO_CERTIFIED")));
        signed[^2] = signed[^2] == (byte)'A' ? (byte)'B' : (byte)'A';
        (await SendAsync(token, signed)).IsRefusal("KW2743");
        (await SendAsync(token, "{}"u8.ToArray())).IsRefusal("KW2740");
        Assert.True(Models.Of(Model).IsRevoked);
        Assert.Equal(9, Models.Number);
    }

    [Fact]
    [Trait("Attack", "O06")]
    public async Task Only_who_decides_about_methods_may_import()
    {
        var (helpDesk, helpDeskToken) = await PersonAsync("help", Role.AuthenticationAdministrator);
        (await ImportAsync(helpDeskToken, 1, Entry("FIDO_CERTIFIED"))).IsRefusal("KW2005", HttpStatusCode.Forbidden);
        (await SendAsync(null, _service.Sign(MetadataService.Payload(1)))).IsRefusal("KW2002", HttpStatusCode.Unauthorized);
        var (_, policyToken) = await PersonAsync("policy", Role.AuthenticationPolicyAdministrator);
        (await ImportAsync(policyToken, 1, Entry("FIDO_CERTIFIED"))).As(MetadataReplies.Default.ImportedMetadata);
        Assert.NotEqual(Guid.Empty, helpDesk.Id);
    }

    [Theory]
    [Trait("Attack", "W08")]
    [InlineData("REVOKED", "KW2746")]
    [InlineData("USER_VERIFICATION_BYPASS", "KW2747")]
    [InlineData("ATTESTATION_KEY_COMPROMISE", "KW2747")]
    public async Task Keys_of_a_model_that_is_not_trusted_any_more_sign_nobody_in_and_are_not_registered(string status, string number)
    {
        var alice = await _organisation.PersonAsync();
        var key = await _organisation.KeyAsync(alice, Model);
        var aliceToken = await Client.KeyTokenAsync(key);
        var token = await _organisation.AdministratorTokenAsync();
        (await ImportAsync(token, 1, Entry("FIDO_CERTIFIED"))).As(MetadataReplies.Default.ImportedMetadata);
        (await Client.KeyAsync(key)).As(ContractsJson.Default.TokenResponse);

        (await ImportAsync(token, 2, Entry("FIDO_CERTIFIED", status))).As(MetadataReplies.Default.ImportedMetadata);
        (await Client.KeyAsync(key)).IsRefusal(number, HttpStatusCode.Forbidden);
        Assert.False(_organisation.Server.Get<SecurityKeyStandings>().Of(alice).CanSignIn);
        (await Client.RegisterAsync(aliceToken, _organisation.NewKey(Model))).IsRefusal(number, HttpStatusCode.Forbidden);
        (await Client.RegisterAsync(aliceToken, _organisation.NewKey(Other))).As(ContractsJson.Default.SecurityKeyMethod);
    }

    [Fact]
    [Trait("Attack", "W08")]
    public async Task Roots_of_an_entry_vouch_for_its_own_model_only()
    {
        var token = await _organisation.AdministratorTokenAsync();
        (await SendAsync(token, _service.Sign(MetadataService.Payload(
            1, MetadataService.Entry(Model, "Example key", ["FIDO_CERTIFIED"], _service.Root))))).As(MetadataReplies.Default.ImportedMetadata);
        Assert.Equal(_service.Root.RawData, Assert.Single(Models.Roots.For(Model)).RawData);
        Assert.Empty(Models.Roots.For(Other));
    }

    [Fact]
    public async Task File_is_imported_at_the_start_and_when_it_changes()
    {
        _organisation.Server.MetadataFile = Write("blob.jwt", _service.Sign(MetadataService.Payload(3, Entry("FIDO_CERTIFIED"))));
        await _organisation.Server.RestartAsync();
        await UntilAsync(3);
        Write("blob.jwt", _service.Sign(MetadataService.Payload(4, Entry("FIDO_CERTIFIED", "REVOKED"))));
        await UntilAsync(4);
        Assert.True(Models.Of(Model).IsRevoked);
    }

    [Fact]
    public void Public_root_is_built_in()
    {
        using var root = MetadataRoots.Load(null).Value.Certificates()[0];
        Assert.Equal("CN=GlobalSign, O=GlobalSign, OU=GlobalSign Root CA - R3", root.Subject);
        Assert.Equal(2748, MetadataRoots.Load(Path.Combine(_directory, "none.pem")).Refusal.Error.Number);
        Assert.Equal(2748, MetadataRoots.Load(Write("empty.pem", [])).Refusal.Error.Number);
    }

    [Fact]
    public async Task Commands_import_and_show_beside_the_running_server()
    {
        var file = Write("cli.jwt", _service.Sign(MetadataService.Payload(5, Entry("FIDO_CERTIFIED"))));
        var data = _organisation.Server.Options.DataDirectory;
        Assert.NotEqual(0, await RunAsync("metadata", "show", "--data", data));
        Assert.NotEqual(0, await RunAsync("metadata", "import", file, "--data", data)); // signed by no public root
        Assert.Equal(0, await RunAsync("metadata", "import", file, "--data", data, "--root", Path.Combine(_directory, "root.pem")));
        Assert.Equal(5, Models.Number);
        Assert.Equal(0, await RunAsync("metadata", "show", "--data", data, "--json"));
        Assert.NotEqual(0, await RunAsync("metadata", "import", file, "--data", Path.Combine(_directory, "elsewhere")));
    }

    private static string Entry(params string[] statuses) => MetadataService.Entry(Model, "Example key", statuses);

    private static Task<int> RunAsync(params string[] arguments) => CommandLine.Create().Parse(arguments).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken);

    private Task<Reply> ImportAsync(string? token, int number, string entry, bool same = false) =>
        SendAsync(token, same ? _last! : _last = _service.Sign(MetadataService.Payload(number, entry)));

    private Task<Reply> SendAsync(string? token, byte[] jws) => Client.SendAsync(HttpMethod.Post, Address, new ByteArrayContent(jws), token);

    private async Task<(Account Account, string Token)> PersonAsync(string name, Role role)
    {
        var account = await _organisation.PersonAsync(name, role);
        return (account, await Client.KeyTokenAsync(await _organisation.KeyAsync(account)));
    }

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_directory, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private async Task UntilAsync(int number)
    {
        for (var i = 0; i < 300 && Models.Number != number; i++) await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.Equal(number, Models.Number);
    }
}
