using System.Buffers.Binary;
using System.Text.Json;
using Keyway.Errors;
using Keyway.Kerberos.Keytabs;
using Keyway.Kerberos.Messages;

namespace Keyway.Kerberos.Tests.Keytabs;

public sealed class KeytabFileTests : IDisposable
{
    private static readonly IReadOnlyList<JsonElement> Recorded = VectorFile.Open("recorded.json").Cases("keytab");
    private static readonly PrincipalName Computer = PrincipalName.User("DEV1$");

    private readonly string _folder = Directory.CreateTempSubdirectory("keyway-keytab-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Files_of_other_programs_are_read()
    {
        foreach (var vector in Recorded)
        {
            using var keytab = Read(vector.Bytes("file")).Value;
            var expected = vector.GetProperty("keys").EnumerateArray().ToList();
            Assert.Equal(expected.Count, keytab.Count);
            foreach (var (entry, known) in keytab.Zip(expected))
            {
                Assert.Equal((vector.Text("principal"), vector.Text("realm")), (entry.Principal.ToString(), entry.Realm));
                Assert.Equal((known.Unsigned("version"), known.Number("type"), known.Time("writtenOn")), (entry.Version, (int)entry.Key.Type, entry.WrittenOn));
                Assert.Equal(known.Bytes("key"), entry.Key.Value.ToArray());
            }
        }
    }

    [Fact]
    public void The_newest_key_of_an_account_comes_first_whatever_the_case_of_its_name()
    {
        using var keytab = KeytabFormat.Parse(Recorded[0].Bytes("file")).Value;
        Assert.Equal([3u, 3, 3, 2, 2, 2], keytab.Of(PrincipalName.User("dev1$"), "corp.example").Select(entry => entry.Version));
        Assert.Empty(keytab.Of(PrincipalName.User("DEV2$"), "CORP.EXAMPLE"));
        Assert.Empty(keytab.Of(Computer, "OTHER.EXAMPLE"));
    }

    [Fact]
    public void A_hole_that_a_removed_entry_left_is_stepped_over()
    {
        var file = Recorded[0].Bytes("file");

        // Programs that remove the first entry turn the sign of its length and may leave its bytes.
        var length = (file[4] << 8) | file[5];
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(2), -length);
        using var keytab = KeytabFormat.Parse(file).Value;
        Assert.Equal([2u, 2, 3, 3, 3], keytab.Select(entry => entry.Version));
    }

    [Fact]
    public void A_version_of_one_byte_counts_where_the_whole_one_is_missing()
    {
        // 4 + 72 bytes are the first entry of ktutil; without its last four it has the version's byte only.
        var file = Recorded[1].Bytes("file")[..(2 + 4 + 0x48 - 4)];
        file[5] = 0x44;
        Assert.Equal(2u, Assert.Single(KeytabFormat.Parse(file).Value).Version);
    }

    [Fact]
    public void Keys_of_other_types_are_left_out_and_keys_of_a_wrong_length_refused()
    {
        var file = Recorded[1].Bytes("file");
        var at = Convert.ToHexString(file).IndexOf("00120020", StringComparison.Ordinal) / 2;
        file[at + 1] = 20;
        Assert.Equal(EncryptionType.Aes128CtsHmacSha1, Assert.Single(KeytabFormat.Parse(file).Value).Key.Type);
        file[at + 1] = 17;
        Assert.Equal(Catalogue.Kerberos.KeytabMalformed, KeytabFormat.Parse(file).Refusal.Error);
    }

    [Fact]
    public void A_key_is_never_shown_and_is_zeroed_in_the_end()
    {
        var keytab = KeytabFormat.Parse(Recorded[0].Bytes("file")).Value;
        Assert.Equal("DEV1$@CORP.EXAMPLE Aes256CtsHmacSha1 version 2", keytab[0].ToString());
        keytab.Dispose();
        Assert.All(keytab, entry => Assert.Equal(new byte[entry.Key.Value.Length], entry.Key.Value.ToArray()));
    }

    [Fact]
    public void A_file_that_is_missing_too_long_or_of_the_old_version_is_refused_by_name()
    {
        var missing = KeytabFile.Read(Path.Combine(_folder, "none")).Refusal;
        Assert.Equal(Catalogue.Kerberos.KeytabUnreadable, missing.Error);
        Assert.Contains("none", missing.Detail, StringComparison.Ordinal);
        Assert.Equal(Catalogue.Kerberos.KeytabUnreadable, KeytabFile.Read(_folder).Refusal.Error);
        Assert.Equal(Catalogue.Kerberos.KeytabMalformed, Read(new byte[(1024 * 1024) + 1]).Refusal.Error);
        Assert.Equal(Catalogue.Kerberos.KeytabMalformed, Read([5, 1, 0, 0]).Refusal.Error);
        Assert.Equal(Catalogue.Kerberos.KeytabMalformed, Read([]).Refusal.Error);
    }

    private Result<Keytab> Read(byte[] content)
    {
        var path = Path.Combine(_folder, "krb5.keytab");
        File.WriteAllBytes(path, content);
        return KeytabFile.Read(path);
    }
}
