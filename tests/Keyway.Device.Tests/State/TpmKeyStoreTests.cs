using System.Security.Cryptography;
using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.Tests.State;

/// <summary>The keys of a computer in a real swtpm.</summary>
public sealed class TpmKeyStoreTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly Swtpm _tpm = new();
    private readonly KeyFolders _keys;

    public TpmKeyStoreTests() => _keys = new KeyFolders(new DeviceFolder(_folder.Path));

    public void Dispose()
    {
        _tpm.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Keys_made_in_a_TPM_work_after_they_are_loaded_again_and_cannot_be_taken_out()
    {
        string name;
        using (var made = Prepare().Value)
            name = made.Folder;

        using var keys = _keys.Load(name, KeyStores.Open(_tpm.Address).Value).Value;
        var sessionKey = RandomNumberGenerator.GetBytes(32);
        using var transport = RSA.Create(keys.TransportKey.ExportParameters(false));

        Assert.Equal(sessionKey, keys.TransportKey.Decrypt(transport.Encrypt(sessionKey, RSAEncryptionPadding.OaepSHA1), RSAEncryptionPadding.OaepSHA1));
        byte[] data = [1];
        Assert.True(keys.DeviceKey.VerifyData(data, keys.DeviceKey.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        Assert.Throws<CryptographicException>(() => keys.DeviceKey.ExportParameters(true));
        Assert.Equal(["device.tpm", "transport.tpm", "unfinished"], Directory.EnumerateFiles(_folder.Entry($"keys/{name}")).Select(Path.GetFileName).Order());
        Assert.Equal(_tpm.Address, keys.Store.Tpm);
    }

    [Fact]
    public void D05_keys_of_another_TPM_are_refused_with_a_number()
    {
        string name;
        using (var made = Prepare().Value)
            name = made.Folder;
        _tpm.Exchange();

        Assert.Equal(Catalogue.Device.TpmForeign, _keys.Load(name, KeyStores.Open(_tpm.Address).Value).Refusal.Error);
    }

    [Fact]
    public void A_TPM_that_is_gone_is_refused_with_a_number()
    {
        _tpm.Stop();

        Assert.Equal(Catalogue.Device.TpmMissing, KeyStores.Open(_tpm.Address).Refusal.Error);
    }

    [Theory]
    [InlineData("10.0.0.1:2321")]
    [InlineData("/etc/passwd")]
    [InlineData("")]
    public void An_address_that_is_none_of_a_TPM_is_refused(string address) =>
        Assert.Equal(Catalogue.Tpm.AddressInvalid, KeyStores.Choose(address).Refusal.Error);

    private Result<DeviceKeys> Prepare() => _keys.Prepare(null, () => KeyStores.Choose(_tpm.Address));
}
