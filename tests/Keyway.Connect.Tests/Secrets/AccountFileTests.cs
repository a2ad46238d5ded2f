using Keyway.Connect.Secrets;
using Keyway.Errors;

namespace Keyway.Connect.Tests.Secrets;

public sealed class AccountFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("keyway-account-").FullName;

    private string PathOf => Path.Combine(_folder, "account.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_written_is_read_and_only_its_owner_may()
    {
        var secret = AccountFile.Draw("contoso.corp.com", "AzureADKerberos");

        Assert.Equal(PathOf, AccountFile.Write(PathOf, secret).Value);

        Assert.Equal(secret, AccountFile.Read(PathOf).Value);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(PathOf));
        Assert.Equal([PathOf], Directory.GetFiles(_folder));
        Assert.Equal("AzureADKerberos$@contoso.corp.com", secret.UserPrincipalName);
    }

    [Fact]
    public void Every_password_is_another_and_none_is_ever_printed()
    {
        var (one, other) = (AccountFile.Draw("contoso.corp.com", "A"), AccountFile.Draw("contoso.corp.com", "A"));

        Assert.NotEqual(one.Password, other.Password);
        Assert.InRange(one.Password.Length, 60, 120);
        Assert.DoesNotContain(one.Password, one.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_stands_there_is_never_replaced()
    {
        File.WriteAllText(PathOf, "mine");

        Assert.Equal(Catalogue.Connect.AccountFileNotWritten, AccountFile.Write(PathOf, AccountFile.Draw("contoso.corp.com", "A")).Refusal.Error);

        Assert.Equal("mine", File.ReadAllText(PathOf));
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"domain":"d.example","name":"n","userPrincipalName":"n$@d.example","password":""}""")]
    [InlineData("""{"domain":"d.example","name":"n","userPrincipalName":"n$","password":"p"}""")]
    [InlineData("""{"domain":"d.example","name":"n","userPrincipalName":"n$@d.example","password":"geheim","password":"x"}""")]
    [InlineData("""{"domain":"d.example","name":"n","userPrincipalName":"n$@d.example","password":"geheim","more":1}""")]
    [InlineData("""{"domain":"d.example","name":"n","userPrincipalName":"n$@d.example","password":null}""")]
    public void What_is_no_account_is_refused_without_quoting_it(string content)
    {
        File.WriteAllText(PathOf, content);
        File.SetUnixFileMode(PathOf, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        var refusal = AccountFile.Read(PathOf).Refusal;

        Assert.Contains(refusal.Error, new[] { Catalogue.Connect.AccountFileOfAnother, Catalogue.Connect.SecretFileUnusable });
        Assert.DoesNotContain("geheim", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_others_can_read_is_refused()
    {
        AccountFile.Write(PathOf, AccountFile.Draw("contoso.corp.com", "A"));
        File.SetUnixFileMode(PathOf, UnixFileMode.UserRead | UnixFileMode.GroupRead);

        Assert.Equal(Catalogue.Connect.SecretFileExposed, AccountFile.Read(PathOf).Refusal.Error);
    }
}
