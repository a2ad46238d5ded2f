using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Tests.KerberosServers;

public sealed class KerberosServerNamesTests
{
    [Fact]
    public void The_default_has_the_vendors_names()
    {
        var names = KerberosServerNames.Parse(KerberosServerNames.DefaultName).Value;

        Assert.Equal("AzureADKerberos$", names.ComputerAccountName);
        Assert.Equal("krbtgt_AzureAD", names.UserName);
        Assert.Equal("900274c4-b7d2-43c8-90ee-00a9f650e335", names.ServiceConnectionPointName);
    }

    [Fact]
    public void Another_name_shares_nothing_with_the_default()
    {
        var names = KerberosServerNames.Parse("Branch-2").Value;

        Assert.Equal(("Branch-2$", "krbtgt_Branch-2", "Branch-2"), (names.ComputerAccountName, names.UserName, names.ServiceConnectionPointName));
    }

    [Theory]
    [InlineData("")]
    [InlineData("sixteencharacter")]
    [InlineData("a,DC=b")]
    [InlineData("a b")]
    [InlineData("-a")]
    [InlineData("12345")]
    [InlineData("azuread")]
    [InlineData("é")]
    public void A_name_that_the_directory_or_another_Kerberos_server_would_take_otherwise_is_refused(string name) =>
        Assert.Equal(Catalogue.KerberosServerObject.NameInvalid, KerberosServerNames.Parse(name).Refusal.Error);
}
