using Keyway.ActiveDirectory.Keytabs;
using Keyway.Errors;
using Keyway.Kerberos;

namespace Keyway.ActiveDirectory.Tests.Keytabs;

public sealed class KeytabTests
{
    [Fact]
    public void Recorded_keytabs_hold_the_key_of_the_account()
    {
        foreach (var vector in Vectors.Cases("keytab"))
        {
            using var keytab = Keytab.Parse(vector.Bytes("file")).Value;
            var entry = Assert.Single(keytab.Entries, entry => entry.Key.Type == (EncryptionType)vector.Number("type"));

            Assert.Equal([vector.Text("principal")], entry.Components);
            Assert.Equal(vector.Text("realm"), entry.Realm);
            Assert.Equal(vector.Number("version"), entry.Version);
            Assert.Equal(vector.Bytes("key"), entry.Key.Value.ToArray());
        }
    }

    [Fact]
    public void A_removed_entry_is_skipped()
    {
        var file = Vectors.Cases("keytab")[1].Bytes("file");
        byte[] withHole = [.. file[..2], 0xFF, 0xFF, 0xFF, 0xFC, 1, 2, 3, 4, .. file[2..]];

        using var keytab = Keytab.Parse(withHole).Value;
        Assert.Single(keytab.Entries);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0501")]
    [InlineData("05027FFFFFFF00")]
    [InlineData("050280000000")]
    [InlineData("050200000002FFFF")]
    public void What_is_no_keytab_is_refused(string hex) =>
        Assert.Equal(Catalogue.ActiveDirectory.KeytabMalformed, Keytab.Parse(Convert.FromHexString(hex)).Refusal.Error);

    [Fact]
    public void Damaged_files_are_refused_or_read()
    {
        foreach (var vector in Vectors.Cases("keytab"))
            Mutations.Survive(vector.Bytes("file"), bytes => Keytab.Parse(bytes));
    }

    [Fact]
    public void A_disposed_keytab_has_no_keys_left()
    {
        var keytab = Keytab.Parse(Vectors.Cases("keytab")[0].Bytes("file")).Value;
        keytab.Dispose();

        Assert.All(keytab.Entries, entry => Assert.All(entry.Key.Value.ToArray(), octet => Assert.Equal(0, octet)));
    }
}
