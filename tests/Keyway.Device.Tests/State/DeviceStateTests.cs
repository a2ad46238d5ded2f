using System.Security.Cryptography;
using System.Text;
using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.Tests.State;

public sealed class DeviceStateTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly DeviceState _state;

    public DeviceStateTests() => _state = new DeviceState(new DeviceFolder(_folder.Path));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_join_is_read_as_it_was_written()
    {
        var written = Joined.Write(_folder);

        using var read = _state.ReadJoined().Value;

        Assert.Equal(written, read.Device);
        Assert.Equal(written.Certificate, Convert.ToBase64String(read.Certificate.RawData));
    }

    [Fact]
    public void An_empty_folder_is_not_joined() => Assert.Equal(Catalogue.Device.NotJoined, _state.ReadJoined().Refusal.Error);

    [Fact]
    public void Keys_without_a_description_are_not_a_join()
    {
        new KeyFolders(new DeviceFolder(_folder.Path)).Prepare(null, () => new FileKeyStore()).Value.Dispose();

        Assert.Equal(Catalogue.Device.NotJoined, _state.ReadJoined().Refusal.Error);
    }

    [Fact]
    public void A_certificate_of_another_key_is_damage()
    {
        var device = Joined.Write(_folder);
        using var other = RSA.Create(2048);
        using var certificate = Joined.Certify(other);
        Assert.True(_state.Write(device with { Certificate = Convert.ToBase64String(certificate.RawData) }).Succeeded);

        Assert.Equal(Catalogue.Device.StateDamaged, _state.ReadJoined().Refusal.Error);
    }

    [Fact]
    public void A_damaged_description_is_refused_with_a_number_whatever_the_damage()
    {
        Joined.Write(_folder);
        var path = _folder.Entry(DeviceState.DeviceFile);
        var good = File.ReadAllBytes(path);
        foreach (var bad in Mutations.Of(good, 300))
        {
            File.WriteAllBytes(path, bad);
            var read = _state.ReadJoined();
            if (read.TryGet(out var joined, out var refusal))
                joined.Dispose();
            else
                Assert.Equal(Catalogue.Device.StateDamaged, refusal.Error);
        }
    }

    [Fact]
    public void The_last_sign_in_belongs_to_its_join()
    {
        var last = new LastSignIn(Joined.DeviceId, "alice@contoso.corp.com", Joined.Now, Joined.Now.AddDays(14), "alice@CONTOSO.CORP.COM", Joined.Now.AddHours(10), "FILE:/tmp/krb5cc_0");
        Assert.True(_state.Write(last).Succeeded);

        Assert.Equal(last, _state.ReadLastSignIn(Joined.DeviceId));
        Assert.Null(_state.ReadLastSignIn(Guid.NewGuid()));
    }

    [Fact]
    public void A_damaged_last_sign_in_counts_as_none()
    {
        _folder.Write("last-sign-in.json", "{\"user\":");

        Assert.Null(_state.ReadLastSignIn(Joined.DeviceId));
    }

    [Fact]
    public void No_private_key_stands_in_the_description()
    {
        var device = Joined.Write(_folder);
        using var keys = new KeyFolders(new DeviceFolder(_folder.Path)).Load(device.KeyFolder, new FileKeyStore()).Value;
        var text = Encoding.UTF8.GetString(File.ReadAllBytes(_folder.Entry(DeviceState.DeviceFile)));

        Assert.DoesNotContain("PRIVATE", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(keys.DeviceKey.ExportParameters(true).D!)[..40], text, StringComparison.Ordinal);
    }
}
