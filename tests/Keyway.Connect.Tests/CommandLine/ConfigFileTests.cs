using System.Text;
using Keyway.Connect.CommandLine;
using Keyway.Errors;

namespace Keyway.Connect.Tests.CommandLine;

public sealed class ConfigFileTests : IDisposable
{
    private const string Full =
        """{"server":"https://keyway.contoso.corp.com","caFile":"ca.pem","domain":"contoso.corp.com","domainCaFile":"/etc/ssl/domain.pem","nameserver":"10.0.0.1","connectorFile":"connector.json","accountFile":"account.json"}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("keyway-connect-").FullName;

    private string File => Path.Combine(_folder, "connect.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Paths_count_from_the_folder_of_the_file()
    {
        Write(Full);

        var defaults = ConfigFile.Read(File).Value;

        Assert.Equal(("https://keyway.contoso.corp.com", "contoso.corp.com", "10.0.0.1"), (defaults.Server, defaults.Domain, defaults.Nameserver));
        Assert.Equal((Path.Combine(_folder, "ca.pem"), "/etc/ssl/domain.pem"), (defaults.CaFile, defaults.DomainCaFile));
        Assert.Equal((Path.Combine(_folder, "connector.json"), Path.Combine(_folder, "account.json")), (defaults.ConnectorFile, defaults.AccountFile));
    }

    [Theory]
    [InlineData(0b110_010_000)]
    [InlineData(0b110_100_010)]
    [InlineData(0b110_110_110)]
    public void A_file_that_others_may_write_is_refused(int mode)
    {
        Write(Full, mode);

        Assert.Equal(Catalogue.Connect.ConfigFileExposed, ConfigFile.Read(File).Refusal.Error);
    }

    [Fact]
    public void A_file_that_others_may_only_read_is_taken()
    {
        Write(Full, 0b110_100_100);

        Assert.True(ConfigFile.Read(File).Succeeded);
    }

    [Theory]
    [InlineData("""{"serverr":"https://keyway.contoso.corp.com"}""")]
    [InlineData("""{"domainPassword":"Passw0rd!"}""")]
    [InlineData("""{"server":"https://a.contoso.corp.com","server":"https://b.contoso.corp.com"}""")]
    [InlineData("""{"server":1}""")]
    [InlineData("""["https://keyway.contoso.corp.com"]""")]
    [InlineData("null")]
    [InlineData("")]
    public void A_file_with_anything_else_is_refused_and_never_half_read(string content)
    {
        Write(content);

        Assert.Equal(Catalogue.Connect.ConfigFileUnusable, ConfigFile.Read(File).Refusal.Error);
    }

    [Fact]
    public void A_refusal_does_not_quote_the_file()
    {
        Write("{\"domainPassword\":\"Passw0rd!\"}");

        Assert.DoesNotContain("Passw0rd", ConfigFile.Read(File).Refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_named_file_must_be_there_and_the_usual_one_need_not()
    {
        Assert.Equal(Catalogue.Connect.ConfigFileUnusable, ConfigFile.Read(File).Refusal.Error);
        Assert.Equal(Defaults.None, ConfigFile.Read(null, File).Value);
        Write(Full);
        Assert.Equal("contoso.corp.com", ConfigFile.Read(null, File).Value.Domain);
    }

    [Fact]
    public void A_changed_file_is_read_or_refused_and_never_throws()
    {
        foreach (var mutated in Mutations.Of(Encoding.UTF8.GetBytes(Full), seed: 7).Take(600))
        {
            Write("x");
            System.IO.File.WriteAllBytes(File, mutated);
            if (!ConfigFile.Read(File).TryGet(out _, out var refusal))
                Assert.Equal(Catalogue.Connect.ConfigFileUnusable, refusal.Error);
        }
    }

    private void Write(string content, int mode = 0b110_000_000)
    {
        System.IO.File.WriteAllText(File, content);
        System.IO.File.SetUnixFileMode(File, (UnixFileMode)mode);
    }
}
