using System.Security.Cryptography;
using System.Text;
using Keyway.Errors;
using Keyway.Fido2;
using Keyway.SecurityKeys.SoftwareKeys;

namespace Keyway.SecurityKeys.Tests;

/// <summary>A software key on the table, driven by the real libfido2, and the requests that tests make of it.</summary>
internal sealed class KeyBench : IDisposable
{
    public const string Site = "login.contoso.example";
    public const string Pin = "4711-Élan";

    private readonly TemporaryFolder _folder = new();
    private readonly TouchPrompt? _touch;
    private readonly FingerPrompt? _finger;
    private SoftwareKey _key;

    public KeyBench(SoftwareKeyOptions? options = null, TouchPrompt? touch = null, bool withPin = true, SecurityKeyOptions? device = null, FingerPrompt? finger = null)
    {
        _touch = touch;
        _finger = finger;
        _key = SoftwareKey.Create(_folder.File("key"), options, touch, finger: finger).Value;
        Device = SecurityKeyDevice.Open(_key, device).Value;
        if (withPin) Assert.True(Device.SetPin(Pin).Value.PinSet);
    }

    public SecurityKeyDevice Device { get; private set; }

    public SoftwareKey Key => _key;

    public static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    public static MakeCredentialRequest Registration(string user = "alice", string site = Site) =>
        new(site, "Contoso", Encoding.UTF8.GetBytes($"id of {user}"), $"{user}@contoso.example", user.ToUpperInvariant(), Hash($"register {user}"))
        {
            Protection = CredentialProtection.UserVerificationOptional,
            HmacSecret = true,
        };

    public static GetAssertionsRequest SignIn(string site = Site) => new(site, Hash("sign in"));

    public Result<MadeCredential> Register(MakeCredentialRequest? request = null, string pin = Pin) =>
        Device.MakeCredential(request ?? Registration(), pin, TestContext.Current.CancellationToken);

    public Result<IReadOnlyList<KeyAssertion>> Prove(GetAssertionsRequest? request = null, string pin = Pin) =>
        Device.GetAssertions(request ?? SignIn(), pin, TestContext.Current.CancellationToken);

    /// <summary>Pulls the key out and plugs it in again.</summary>
    public void Replug()
    {
        string path = Key.Path;
        Device.Dispose();
        _key.Dispose();
        _key = SoftwareKey.Open(path, _touch, finger: _finger).Value;
        Device = SecurityKeyDevice.Open(_key).Value;
    }

    public void Dispose()
    {
        Device.Dispose();
        _key.Dispose();
        _folder.Dispose();
    }
}
