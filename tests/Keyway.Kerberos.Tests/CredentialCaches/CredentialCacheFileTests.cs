using System.Runtime.Versioning;
using Keyway.Errors;
using Keyway.Kerberos.CredentialCaches;
using Keyway.Kerberos.Messages;
using Keyway.Kerberos.PartialTickets;

namespace Keyway.Kerberos.Tests.CredentialCaches;

[UnsupportedOSPlatform("windows")]
public sealed class CredentialCacheFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("keyway-ccache-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_written_is_read()
    {
        var path = Path.Combine(_folder, "cache");
        var held = Held();
        Assert.True(CredentialCacheFile.Write(path, new CredentialCache(held.Client, held.ClientRealm, [held])).Succeeded);

        var cache = CredentialCacheFile.Read(path).Value;
        Assert.Equal((held.Client, held.ClientRealm), (cache.Client, cache.ClientRealm));
        var read = Assert.Single(cache.Tickets);
        Assert.Equal(held.Ticket.Encode(), read.Ticket.Encode());
        Assert.Equal(held with { Ticket = read.Ticket }, read);
    }

    [Fact]
    public void Names_of_negative_types_survive()
    {
        // Windows has types below zero, such as NT-MS-PRINCIPAL.
        var held = Held() with { Client = new PrincipalName((PrincipalNameType)(-128), ["alice"]) };
        var cache = CredentialCacheFormat.Parse(CredentialCacheFormat.Encode(new CredentialCache(held.Client, held.ClientRealm, [held]))).Value;
        Assert.Equal(-128, (int)cache.Client.Type);
    }

    [Fact]
    public void Only_its_owner_may_read_it_and_nothing_else_is_left_in_the_folder()
    {
        var path = Path.Combine(_folder, "cache");
        File.WriteAllText(path, "what was there before");
        File.SetUnixFileMode(path, (UnixFileMode)0b110_110_110);
        var held = Held();
        CredentialCacheFile.Write(path, new CredentialCache(held.Client, held.ClientRealm, [held]));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_link_is_replaced_and_not_followed()
    {
        var target = Path.Combine(_folder, "somebody-elses");
        var path = Path.Combine(_folder, "cache");
        File.WriteAllText(target, "precious");
        File.CreateSymbolicLink(path, target);
        var held = Held();
        Assert.True(CredentialCacheFile.Write(path, new CredentialCache(held.Client, held.ClientRealm, [held])).Succeeded);
        Assert.Equal("precious", File.ReadAllText(target));
        Assert.Null(new FileInfo(path).LinkTarget);
    }

    [Fact]
    public void A_folder_in_its_place_is_moved_out_of_the_way_with_what_is_in_it()
    {
        var path = Path.Combine(_folder, "cache");
        Directory.CreateDirectory(path);
        File.WriteAllText(Path.Combine(path, "somebody-elses"), "precious");
        var held = Held();
        Assert.True(CredentialCacheFile.Write(path, new CredentialCache(held.Client, held.ClientRealm, [held])).Succeeded);
        Assert.True(CredentialCacheFile.Read(path).Succeeded);
        Assert.Equal("precious", File.ReadAllText(Path.Combine(Assert.Single(Directory.GetDirectories(_folder)), "somebody-elses")));
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_told()
    {
        var held = Held();
        var written = CredentialCacheFile.Write(Path.Combine(_folder, "no", "cache"), new CredentialCache(held.Client, held.ClientRealm, [held]));
        Assert.Equal(Catalogue.Kerberos.CacheUnwritable, written.Refusal.Error);
        Assert.Equal(Catalogue.Kerberos.CacheUnreadable, CredentialCacheFile.Read(Path.Combine(_folder, "cache")).Refusal.Error);
    }

    [Fact]
    public void Broken_files_are_refused()
    {
        foreach (var vector in VectorFile.Open("refusals.json").Cases("credential-cache"))
        {
            var result = CredentialCacheFormat.Parse(vector.Bytes("file"));
            Assert.True(!result.Succeeded && vector.Number("number") == result.Refusal.Error.Number, vector.Text("about"));
        }
    }

    [Fact]
    public void The_file_of_another_implementation_is_read()
    {
        foreach (var vector in VectorFile.Open("recorded.json").Cases("credential-cache"))
        {
            var cache = CredentialCacheFormat.Parse(vector.Bytes("file")).Value;
            var expected = vector.GetProperty("expected");
            Assert.Equal(expected.Text("client"), cache.Client.ToString());
            Assert.Equal(expected.Text("clientRealm"), cache.ClientRealm);
            Assert.Equal(expected.GetProperty("servers").EnumerateArray().Select(server => server.GetString()), cache.Tickets.Select(ticket => ticket.Server.ToString()));
        }
    }

    [Fact]
    public void Settings_and_keys_of_unknown_types_are_left_out()
    {
        // Another implementation's file: one setting and one ticket with a key of type 20 (aes256-cts-hmac-sha384-192) beside ours.
        var held = Held();
        var encoded = CredentialCacheFormat.Encode(new CredentialCache(held.Client, held.ClientRealm, [held]));
        var header = CredentialCacheFormat.Encode(new CredentialCache(held.Client, held.ClientRealm, []));
        var entry = encoded[header.Length..];
        var setting = CredentialCacheFormat.Encode(new CredentialCache(held.Client, held.ClientRealm, [held with { Server = PrincipalName.Service("krb5_ccache_conf_data/fast_avail"), ServerRealm = "X-CACHECONF:" }]))[header.Length..];
        var unknown = entry.ToArray();
        var keyType = unknown.AsSpan().IndexOf((ReadOnlySpan<byte>)[0, 18, 0, 0, 0, 32]);
        unknown[keyType + 1] = 20;

        var cache = CredentialCacheFormat.Parse([.. header, .. setting, .. unknown, .. entry]).Value;
        Assert.Equal("krbtgt/CONTOSO.CORP.COM", Assert.Single(cache.Tickets).Server.ToString());
    }

    private static HeldTicket Held()
    {
        var vector = VectorFile.Open("recorded.json").Cases("full-ticket-exchange")[0];
        return PartialTicket.Open(vector.Bytes("partialAsRep"), vector.Bytes("clientKey")).Value;
    }
}
