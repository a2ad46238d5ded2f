using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Fido2.Tests.Metadata;
using Keyway.Server.Accounts;
using Keyway.Server.Metadata;
using Keyway.Server.Tests.Journeys;

namespace Keyway.Server.Tests.Metadata;

/// <summary>Attestation that an administrator enforces, against the roots that imported metadata names.</summary>
public sealed class EnforcedAttestationTests : IAsyncLifetime
{
    private static readonly Guid Model = new("cb69481e-8ff7-4039-93ec-0a2729a154a8");
    private static readonly Guid Other = new("2fc0579f-8113-47ea-b116-bb5a8db9202a");

    private readonly MetadataService _service = new();
    private readonly TestMaker _maker = new();
    private readonly string _directory = Directory.CreateTempSubdirectory("keyway-attestation-").FullName;
    private Organisation _organisation = null!;
    private Account _alice = null!;
    private string _token = null!;

    private Client Client => _organisation.Client;

    public async ValueTask InitializeAsync()
    {
        _organisation = await Organisation.StartAsync();
        var root = Path.Combine(_directory, "root.pem");
        await File.WriteAllTextAsync(root, _service.Root.ExportCertificatePem());
        _organisation.Server.MetadataRootFile = root;
        await _organisation.Server.RestartAsync();
        _alice = await _organisation.PersonAsync();
        _token = await Client.PassTokenAsync(_alice.UserName, await _organisation.PassAsync(_alice));
        await ImportAsync(1, "FIDO_CERTIFIED");
        await EnforceAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _organisation.DisposeAsync();
        _maker.Dispose();
        _service.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task A_key_for_which_its_maker_vouches_is_registered_and_signs_in()
    {
        using var key = new TestSecurityKey { Aaguid = Model, Maker = _maker };

        (await Client.RegisterAsync(_token, key)).As(ContractsJson.Default.SecurityKeyMethod);

        (await Client.KeyAsync(key)).As(ContractsJson.Default.TokenResponse);
    }

    [Fact]
    [Trait("Attack", "W08")]
    public async Task Whoever_else_vouches_is_not_believed()
    {
        using var stranger = new TestMaker();
        using var foreign = new TestSecurityKey { Aaguid = Model, Maker = stranger };
        using var lent = new TestSecurityKey { Aaguid = Other, Maker = _maker };
        using var self = new TestSecurityKey { Aaguid = Model, VouchesForItself = true };
        using var nobody = new TestSecurityKey { Aaguid = Model };

        (await Client.RegisterAsync(_token, foreign)).IsRefusal("KW1067");
        (await Client.RegisterAsync(_token, lent)).IsRefusal("KW1067");
        (await Client.RegisterAsync(_token, self)).IsRefusal("KW1066");
        (await Client.RegisterAsync(_token, nobody)).IsRefusal("KW1065");
    }

    [Theory]
    [Trait("Attack", "W08")]
    [InlineData("REVOKED", "KW2746")]
    [InlineData("ATTESTATION_KEY_COMPROMISE", "KW2747")]
    public async Task A_maker_who_is_not_trusted_any_more_vouches_for_nothing(string status, string number)
    {
        using var before = new TestSecurityKey { Aaguid = Model, Maker = _maker };
        (await Client.RegisterAsync(_token, before)).As(ContractsJson.Default.SecurityKeyMethod);

        await ImportAsync(2, "FIDO_CERTIFIED", status);

        using var after = new TestSecurityKey { Aaguid = Model, Maker = _maker };
        (await Client.RegisterAsync(_token, after)).IsRefusal(number);
        (await Client.KeyAsync(before)).IsRefusal(number);
    }

    [Fact]
    [Trait("Attack", "W08")]
    public async Task Attestation_that_names_the_device_is_taken_only_where_it_is_asked_for()
    {
        using var enterprise = new TestMaker(serial: true);
        await ImportAsync(2, enterprise, "FIDO_CERTIFIED");
        using var key = new TestSecurityKey { Aaguid = Model, Maker = enterprise };
        Assert.Equal("direct", (await OptionsAsync()).PublicKey.Attestation);
        (await Client.RegisterAsync(_token, key)).IsRefusal("KW1075");

        _organisation.Server.EnterpriseAttestation = true;
        await _organisation.Server.RestartAsync();

        Assert.Equal("enterprise", (await OptionsAsync()).PublicKey.Attestation);
        (await Client.RegisterAsync(_token, key)).As(ContractsJson.Default.SecurityKeyMethod);
    }

    private async Task<CreationOptionsResponse> OptionsAsync() =>
        (await Client.GetAsync("/v1.0/me/authentication/fido2Methods/creationOptions", _token)).As(ContractsJson.Default.CreationOptionsResponse);

    private Task ImportAsync(int number, params string[] statuses) => ImportAsync(number, _maker, statuses);

    private async Task ImportAsync(int number, TestMaker maker, params string[] statuses)
    {
        var blob = _service.Sign(MetadataService.Payload(number, MetadataService.Entry(Model, "Example key", statuses, maker.Root)));
        var reply = await Client.SendAsync(HttpMethod.Post, "/v1.0/authenticatorMetadata", new ByteArrayContent(blob), await _organisation.AdministratorTokenAsync());
        Assert.Equal(number, reply.As(MetadataReplies.Default.ImportedMetadata).Number);
    }

    private async Task EnforceAsync()
    {
        var reply = await Client.PatchAsync(
            Client.Policy, new SecurityKeyPolicy(IsAttestationEnforced: true), ContractsJson.Default.SecurityKeyPolicy, await _organisation.AdministratorTokenAsync());
        Assert.Equal(System.Net.HttpStatusCode.NoContent, reply.Status);
    }
}
