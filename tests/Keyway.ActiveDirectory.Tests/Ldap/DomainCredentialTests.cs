using Keyway.ActiveDirectory.Ldap;

namespace Keyway.ActiveDirectory.Tests.Ldap;

public sealed class DomainCredentialTests
{
    [Fact]
    public void A_password_is_never_printed()
    {
        DomainCredential credential = new DomainCredential.Password("administrator@contoso.corp.com", "s3cret!");

        Assert.Contains("administrator@contoso.corp.com", credential.ToString());
        Assert.DoesNotContain("s3cret", credential.ToString());
    }

    [Fact]
    public void A_change_prints_no_value() => Assert.Equal("Replace unicodePwd", LdapChange.Replace("unicodePwd", "s3cret!").ToString());
}
