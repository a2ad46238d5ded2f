using System.Buffers.Text;
using System.Security.Cryptography;
using Keyway.Contracts.SignIn;
using Keyway.Device.Daemon.CachedSignIns;
using Keyway.Device.Daemon.People;
using Keyway.Device.Gestures;
using Keyway.Device.SignIn;
using Keyway.Device.State;
using Keyway.Device.Terminal;
using Keyway.Errors;
using Keyway.Fido2;
using Keyway.SecurityKeys;
using Keyway.SecurityKeys.SoftwareKeys;

namespace Keyway.Device.Tests.Daemon;

/// <summary>A joined computer without its server, and real software keys behind libfido2.</summary>
internal sealed class OfflineDesk : IDisposable
{
    private const string Pin = "246810";

    private readonly Dictionary<string, string> _publicKeys = [];

    /// <param name="tpm">Where the computer's TPM is; null for one without.</param>
    public OfflineDesk(string? tpm = null)
    {
        var device = Joined.Write(Folder, tpm);
        Computer = new DeviceState(new DeviceFolder(Folder.Path)).ReadJoined().Value;
        Assert.Equal(device.DeviceId, Computer.Device.DeviceId);
        Accounts = LocalAccounts.Open(new DeviceFolder(Folder.Path), new LocalFiles()).Value;
    }

    public TestFolder Folder { get; } = new();

    public FixedTime Time { get; } = new(Joined.Now);

    public LocalAccounts Accounts { get; }

    public JoinedState Computer { get; }

    public CachedSignInStore Store => new(new DeviceFolder(Folder.Path));

    /// <summary>The file of the cached sign-ins.</summary>
    public string Kept => Folder.Entry("offline-sign-ins.json");

    public void Dispose()
    {
        Computer.Dispose();
        Folder.Dispose();
    }

    public Result<LocalAccount> Unlock(LocalAccount account, string? key = null, string pin = Pin, int days = 14, int unlocks = 0)
    {
        using var inHand = KeyOf(key ?? account.Name, pin);
        return new OfflineUnlock(Computer, Accounts, Store, new OfflineLimits(days, unlocks), Time).Run(inHand, account, CancellationToken.None);
    }

    /// <summary>What a sign-in over the server leaves behind: a credential, of a new key at the first time, its public key from its registration, and a gesture with the salt.</summary>
    public LocalAccount SignIn(string name)
    {
        if (!_publicKeys.TryGetValue(name, out var publicKey))
            _publicKeys[name] = publicKey = Register(name);
        using var software = SoftwareKey.Open(PathOf(name)).Value;
        using var device = SecurityKeyDevice.Open(software).Value;
        var assertion = device.GetAssertions(new GetAssertionsRequest(Computer.Device.RelyingPartyId, SHA256.HashData("nonce"u8)) { HmacSecretSalts = [Store.Salt().Value] }, Pin).Value[0];
        var issued = People.Issued(name + "@contoso.com", publicKey: publicKey);
        var account = Accounts.Welcome(issued, assertion.CredentialId.Span).Value;
        var outcome = new SignInOutcome(issued, new SignedGesture(SecurityKeyAssertion.Of([], [], [], [], null), assertion), Catalogue.Device.TicketNotOffered, null);
        Assert.True(new OfflineUnlock(Computer, Accounts, Store, new OfflineLimits(14), Time).Remember(outcome).Value);
        return account;
    }

    private string Register(string name)
    {
        using var software = SoftwareKey.Create(PathOf(name), new SoftwareKeyOptions()).Value;
        using var device = SecurityKeyDevice.Open(software).Value;
        Assert.True(device.SetPin(Pin).Succeeded);
        var made = device.MakeCredential(
            new MakeCredentialRequest(Computer.Device.RelyingPartyId, "Contoso", RandomNumberGenerator.GetBytes(16), name, name, SHA256.HashData("client data"u8)) { HmacSecret = true }, Pin).Value;
        return Base64Url.EncodeToString(AuthenticatorData.Parse(made.AuthenticatorData).Value.Attested!.PublicKey.Encoded.Span);
    }

    public KeyInHand KeyOf(string name, string pin = Pin) => new(PathOf(name), new PinSource(Folder.Write("pin", pin), new Screen()), new Screen());

    public string PathOf(string name) => Folder.Entry(name + ".key");
}
