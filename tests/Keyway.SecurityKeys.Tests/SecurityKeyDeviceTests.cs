using Keyway.Errors;
using Keyway.SecurityKeys.SoftwareKeys;

namespace Keyway.SecurityKeys.Tests;

/// <summary>Finding and opening keys.</summary>
public sealed class SecurityKeyDeviceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_key_file_is_opened_by_its_path_and_by_one_at_a_time()
    {
        string path = _folder.File("key");
        SoftwareKey.Create(path).Value.Dispose();
        using (SecurityKeyDevice device = SecurityKeyDevice.Open(path).Value)
        {
            Assert.Equal(path, device.Path);
            Refused.With(Catalogue.SecurityKeys.KeyInUse, SecurityKeyDevice.Open(path));
            Refused.With(Catalogue.SecurityKeys.KeyInUse, SoftwareKey.Open(path));
        }

        SecurityKeyDevice.Open(path).Value.Dispose();
    }

    [Fact]
    public void One_software_key_is_plugged_into_one_device()
    {
        using SoftwareKey key = SoftwareKey.Create(_folder.File("key")).Value;
        using (SecurityKeyDevice.Open(key).Value) Refused.With(Catalogue.SecurityKeys.KeyInUse, SecurityKeyDevice.Open(key));
        using SecurityKeyDevice again = SecurityKeyDevice.Open(key).Value;
        Assert.True(again.GetInfo().Succeeded);
    }

    [Fact]
    public void The_key_tells_what_it_is()
    {
        var aaguid = new Guid("00112233-4455-6677-8899-aabbccddeeff");
        using SoftwareKey key = SoftwareKey.Create(_folder.File("key"), new SoftwareKeyOptions { Aaguid = aaguid, PinProtocols = [1, 2], Capacity = 7 }).Value;
        using SecurityKeyDevice device = SecurityKeyDevice.Open(key).Value;
        SecurityKeyInfo info = device.GetInfo().Value;
        Assert.Equal(aaguid, info.Aaguid);
        Assert.Equal(["FIDO_2_0", "FIDO_2_1"], info.Versions);
        Assert.Equal(["credProtect", "hmac-secret", "minPinLength"], info.Extensions);
        Assert.Equal([1, 2], info.PinProtocols);
        Assert.Equal(7, info.RemainingCredentials);
        Assert.Equal(4, info.MinimumPinLength);
        Assert.False(info.PinChangeRequired);
        Assert.False(info.BuiltInUserVerification);
        Assert.True(info.SupportsHmacSecret);
        Assert.True(info.SupportsCredentialProtection);
        Assert.True(info.Options["rk"]);
        Assert.False(info.Options["clientPin"]);
    }

    [Fact]
    public void A_path_without_a_key_is_refused_by_its_kind()
    {
        Refused.With(Catalogue.SecurityKeys.KeyNotFound, SecurityKeyDevice.Open("/dev/hidraw4711"));
        Refused.With(Catalogue.SecurityKeys.KeyLost, SecurityKeyDevice.Open("/dev/null"));
        Refused.With(Catalogue.SecurityKeys.FileMissing, SecurityKeyDevice.Open(_folder.File("none")));
    }

    [Fact]
    public void The_only_key_is_opened_automatically_and_no_or_several_keys_are_refused()
    {
        IReadOnlyList<SecurityKeyDescription> keys = SecurityKeyDevices.List().Value;
        Result<SecurityKeyDevice> opened = SecurityKeyDevice.Open(SecurityKeyDevice.Automatic);
        if (opened.TryGet(out SecurityKeyDevice? device, out Refusal? refusal))
        {
            using (device) Assert.Equal(Assert.Single(keys).Path, device.Path);
        }
        else
        {
            Assert.Equal(keys.Count == 0 ? Catalogue.SecurityKeys.NoKey : Catalogue.SecurityKeys.SeveralKeys, refusal.Error);
        }
    }

    [Fact]
    public void A_key_that_goes_away_is_lost()
    {
        using SoftwareKey key = SoftwareKey.Create(_folder.File("key")).Value;
        using SecurityKeyDevice device = SecurityKeyDevice.Open(key).Value;
        key.Dispose();
        Refused.With(Catalogue.SecurityKeys.KeyLost, device.GetInfo());
        Refused.With(Catalogue.SecurityKeys.KeyLost, device.SetPin("1234"));
    }

    [Fact]
    public void Nothing_that_holds_secrets_prints_them()
    {
        const string Pin = "correct-horse";
        using SoftwareKey key = SoftwareKey.Create(_folder.File("key")).Value;
        using SecurityKeyDevice device = SecurityKeyDevice.Open(key).Value;
        device.SetPin(Pin);
        MadeCredential made = device.MakeCredential(KeyBench.Registration(), Pin, TestContext.Current.CancellationToken).Value;
        KeyAssertion assertion = device.GetAssertions(KeyBench.SignIn() with { HmacSecretSalts = [KeyBench.Hash("salt")] }, Pin, TestContext.Current.CancellationToken).Value[0];
        string state = File.ReadAllText(key.Path);
        foreach (string printed in new[] { made.ToString(), assertion.ToString(), SoftwareKeyStateJson.Parse(File.ReadAllBytes(key.Path)).Value.ToString() })
        {
            Assert.DoesNotContain(Convert.ToHexString(assertion.HmacSecret!), printed, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Pin, printed, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(Pin, state, StringComparison.Ordinal);
    }
}
