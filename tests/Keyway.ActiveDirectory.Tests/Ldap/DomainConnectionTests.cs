using System.Net;
using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Locator;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Tests.Ldap;

/// <summary>The LDAP library of the system against a server of our own: what it verifies before a password leaves.</summary>
public sealed class DomainConnectionTests
{
    private static readonly DomainCredential Password = new DomainCredential.Password("alice@contoso.corp.com", "s3cret!");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_trusted_certificate_for_the_name_opens_the_connection_at_another_address()
    {
        await using var directory = new FakeDirectory();

        using var connection = (await OpenAsync(directory)).Value;
        Assert.Equal("DC=a", connection.RootDse.DomainDn);
        Assert.Equal(["alice@contoso.corp.com:s3cret!"], directory.Passwords);
    }

    [Fact]
    public async Task A_certificate_of_another_CA_is_refused_and_no_password_leaves()
    {
        await using var directory = new FakeDirectory();
        await using var other = new FakeDirectory();

        Assert.Equal(Catalogue.ActiveDirectory.CertificateNotTrusted, (await OpenAsync(directory, other.CaFile)).Refusal.Error);
        Assert.Empty(directory.Passwords);
    }

    [Fact]
    public async Task A_certificate_of_no_CA_of_this_computer_is_refused()
    {
        await using var directory = new FakeDirectory();
        var opened = await DomainConnection.OpenAsync(Dc("dc1.contoso.corp.com"), Password, TlsTrust.System, Options(directory), Token);

        // A computer without any CA file cannot judge and says so.
        Assert.Contains(opened.Refusal.Error, (KeywayError[])[Catalogue.ActiveDirectory.CertificateNotTrusted, Catalogue.ActiveDirectory.CaFileUnusable]);
        Assert.Empty(directory.Passwords);
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_refused_and_no_password_leaves()
    {
        await using var directory = new FakeDirectory("dc9.contoso.corp.com");

        Assert.Equal(Catalogue.ActiveDirectory.CertificateNameMismatch, (await OpenAsync(directory)).Refusal.Error);
        Assert.Empty(directory.Passwords);
    }

    [Fact]
    public async Task An_expired_certificate_is_refused()
    {
        await using var directory = new FakeDirectory(age: TimeSpan.FromDays(90));

        Assert.Equal(Catalogue.ActiveDirectory.CertificateNotTrusted, (await OpenAsync(directory)).Refusal.Error);
        Assert.Empty(directory.Passwords);
    }

    [Theory]
    [InlineData("", "x")]
    [InlineData("alice@contoso.corp.com", "")]
    public async Task A_name_without_a_password_would_bind_as_nobody_and_is_refused(string name, string secret)
    {
        await using var directory = new FakeDirectory();
        var opened = await DomainConnection.OpenAsync(Dc("dc1.contoso.corp.com"), new DomainCredential.Password(name, secret), TlsTrust.File(directory.CaFile), Options(directory), Token);

        Assert.Equal(Catalogue.ActiveDirectory.CredentialUnusable, opened.Refusal.Error);
    }

    [Fact]
    public async Task A_password_is_not_sent_without_TLS()
    {
        await using var directory = new FakeDirectory();
        var options = Options(directory) with { Transport = LdapTransport.KerberosSealed };

        Assert.Equal(Catalogue.ActiveDirectory.CredentialUnusable, (await DomainConnection.OpenAsync(Dc("dc1.contoso.corp.com"), Password, TlsTrust.File(directory.CaFile), options, Token)).Refusal.Error);
    }

    [Fact]
    public async Task A_missing_cache_or_CA_file_is_refused()
    {
        var dc = Dc("dc1.contoso.corp.com");

        Assert.Equal(
            Catalogue.ActiveDirectory.CredentialUnusable,
            (await DomainConnection.OpenAsync(dc, new DomainCredential.Ccache("/nowhere/cache"), TlsTrust.System, null, Token)).Refusal.Error);
        Assert.Equal(Catalogue.ActiveDirectory.CaFileUnusable, (await DomainConnection.OpenAsync(dc, Password, TlsTrust.File("/nowhere/ca.pem"), null, Token)).Refusal.Error);
    }

    [Fact]
    public async Task Nobody_at_the_port_is_unreachable()
    {
        int port;
        string ca;
        await using (var directory = new FakeDirectory())
        {
            port = directory.Port;
            ca = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
            File.Copy(directory.CaFile, ca);
        }

        var opened = await DomainConnection.OpenAsync(Dc("dc1.contoso.corp.com"), Password, TlsTrust.File(ca), new DomainConnectionOptions { Port = port }, Token);
        File.Delete(ca);
        Assert.Equal(Catalogue.ActiveDirectory.Unreachable, opened.Refusal.Error);
    }

    [Fact]
    public async Task A_wrong_password_is_told_from_a_locked_account()
    {
        await using var directory = new FakeDirectory { BindResult = (49, "AcceptSecurityContext error, data 52e, v1db1") };
        Assert.Equal(Catalogue.ActiveDirectory.InvalidCredentials, (await OpenAsync(directory)).Refusal.Error);

        directory.BindResult = (49, "AcceptSecurityContext error, data 775, v1db1");
        Assert.Equal(Catalogue.ActiveDirectory.AccountRefused, (await OpenAsync(directory)).Refusal.Error);
    }

    [Fact]
    public async Task A_missing_right_names_object_and_attribute_and_never_the_value()
    {
        await using var directory = new FakeDirectory { ModifyResult = (50, "insufficient access rights") };
        using var connection = (await OpenAsync(directory)).Value;

        var refusal = await connection.ModifyAsync("CN=krbtgt_1,DC=a", [LdapChange.Replace("unicodePwd", "\"n3w secret\"")], cancellationToken: Token);
        Assert.Equal(Catalogue.ActiveDirectory.InsufficientAccess, refusal!.Error);
        Assert.Contains("CN=krbtgt_1,DC=a: unicodePwd", refusal.Detail);
        Assert.DoesNotContain("n3w", refusal.ToString());
    }

    [Fact]
    public async Task Pages_that_never_end_are_stopped()
    {
        await using var directory = new FakeDirectory { Cookie = [1], EntriesAPage = 3 };
        using var connection = (await OpenAsync(directory)).Value;
        var search = new LdapSearch("DC=a", LdapScope.Subtree, LdapFilter.Any, "cn") { MaxEntries = 100 };

        Assert.Equal(Catalogue.ActiveDirectory.TooManyEntries, (await connection.SearchAsync(search, Token)).Refusal.Error);
    }

    [Fact]
    public async Task Empty_pages_that_never_end_are_stopped()
    {
        await using var directory = new FakeDirectory { Cookie = [1], EntriesAPage = 0 };
        using var connection = (await OpenAsync(directory)).Value;

        Assert.Equal(Catalogue.ActiveDirectory.AnswerMalformed, (await connection.SearchAsync(new LdapSearch("DC=a", LdapScope.Subtree, LdapFilter.Any, "cn"), Token)).Refusal.Error);
    }

    [Fact]
    public async Task A_search_gives_all_entries()
    {
        await using var directory = new FakeDirectory { EntriesAPage = 7 };
        using var connection = (await OpenAsync(directory)).Value;

        var found = (await connection.SearchAsync(new LdapSearch("DC=a", LdapScope.Subtree, LdapFilter.Any, "cn"), Token)).Value;
        Assert.Equal(7, found.Count);
        Assert.Equal("e6", found[6].Text("CN"));
    }

    [Fact]
    public async Task After_a_lost_connection_nothing_is_sent_any_more()
    {
        await using var directory = new FakeDirectory();
        using var connection = (await OpenAsync(directory)).Value;
        directory.BreaksOff = true;

        Assert.Equal(Catalogue.ActiveDirectory.ConnectionLost, (await connection.ReadAsync("CN=x,DC=a", ["cn"], Token)).Refusal.Error);
        directory.BreaksOff = false;
        Assert.Equal(Catalogue.ActiveDirectory.ConnectionLost, (await connection.ReadAsync("CN=x,DC=a", ["cn"], Token)).Refusal.Error);
    }

    private static Task<Result<DomainConnection>> OpenAsync(FakeDirectory directory, string? caFile = null) =>
        DomainConnection.OpenAsync(Dc("dc1.contoso.corp.com"), Password, TlsTrust.File(caFile ?? directory.CaFile), Options(directory), Token);

    private static DomainConnectionOptions Options(FakeDirectory directory) => new() { Port = directory.Port, ConnectTimeout = TimeSpan.FromSeconds(20) };

    private static DomainController Dc(string name) => new(name, IPAddress.Loopback, DomainControllerFlags.None, "contoso.corp.com", "contoso.corp.com", "CONTOSO", Guid.Empty, null, null);
}
