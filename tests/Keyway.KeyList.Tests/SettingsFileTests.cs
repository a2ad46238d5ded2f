using Keyway.Errors;
using Keyway.KeyList.Settings;

namespace Keyway.KeyList.Tests;

/// <summary>The files of the companion: what is taken, and what is refused with which number.</summary>
public sealed class SettingsFileTests : IDisposable
{
    private const string Good = """{"domain":"Contoso.corp.com","domainControllers":["dc1.contoso.corp.com=192.0.2.10","dc2.contoso.corp.com"],"listen":["192.0.2.11"],"accountFile":"account.json"}""";
    private const string Account = """{"domain":"contoso.corp.com","name":"AzureADKerberos","userPrincipalName":"AzureADKerberos$@contoso.corp.com","password":"swordfish"}""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("keyway-keylist-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Settings_are_read_and_paths_count_from_the_file()
    {
        var settings = SettingsFile.Read(Write("keylist.json", Good)).Value;

        Assert.Equal("CONTOSO.CORP.COM", settings.Realm);
        Assert.Equal(Path.Combine(_folder.FullName, "account.json"), settings.AccountFile);
        Assert.True(settings.AnswerPings);
        Assert.Equal(["dc1.contoso.corp.com (192.0.2.10:88)", "dc2.contoso.corp.com:88"], settings.DomainControllers.Select(controller => controller.ToString()));
    }

    [Theory]
    [InlineData("\"domain\":\"Contoso.corp.com\",", "")]
    [InlineData("Contoso.corp.com", "contoso")]
    [InlineData("=192.0.2.10", "=192.0.2.11")]
    [InlineData("=192.0.2.10", "=dc1")]
    [InlineData("\"dc2.contoso.corp.com\"", "null")]
    [InlineData("[\"192.0.2.11\"]", "[]")]
    [InlineData("\"192.0.2.11\"", "\"localhost\"")]
    [InlineData("account.json", "")]
    [InlineData("}", ",\"connections\":0}")]
    [InlineData("}", ",\"hostName\":\"a b\"}")]
    public void A_setting_that_makes_no_sense_is_named(string part, string wrong) =>
        Assert.Equal(Catalogue.KeyList.SettingInvalid, SettingsFile.Read(Write("keylist.json", Good.Replace(part, wrong, StringComparison.Ordinal))).Refusal.Error);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"domain":"a.b","domain":"c.d"}""")]
    [InlineData("""{"domian":"a.b"}""")]
    public void What_is_no_settings_object_is_refused(string text) => Assert.Equal(Catalogue.KeyList.SettingsUnusable, SettingsFile.Read(Write("keylist.json", text)).Refusal.Error);

    [Fact]
    public void D07_files_that_others_may_change_or_read_are_refused()
    {
        var settings = Write("keylist.json", Good);
        File.SetUnixFileMode(settings, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite);
        Assert.Equal(Catalogue.KeyList.SettingsExposed, SettingsFile.Read(settings).Refusal.Error);

        var account = Write("account.json", Account);
        Assert.Equal("AzureADKerberos", OwnAccountFile.Read(account, "contoso.corp.com").Value.Name);
        File.SetUnixFileMode(account, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Assert.Equal(Catalogue.KeyList.AccountFileExposed, OwnAccountFile.Read(account, "contoso.corp.com").Refusal.Error);
    }

    [Fact]
    public void An_account_of_another_domain_or_none_is_refused_and_never_quoted()
    {
        var account = Write("account.json", Account);
        Assert.Equal(Catalogue.KeyList.AccountFileUnusable, OwnAccountFile.Read(account, "fabrikam.corp.com").Refusal.Error);
        Assert.Equal(Catalogue.KeyList.AccountFileUnusable, OwnAccountFile.Read(_folder.FullName + "/none", "contoso.corp.com").Refusal.Error);
        var refused = OwnAccountFile.Read(Write("broken.json", Account[..^5]), "contoso.corp.com").Refusal;
        Assert.DoesNotContain("swordfish", refused.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("swordfish", OwnAccountFile.Read(account, "contoso.corp.com").Value.ToString(), StringComparison.Ordinal);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }
}
