using Keyway.Connect.Domain;
using Keyway.Errors;

namespace Keyway.Connect.Tests.Domain;

public sealed class DomainNameTests
{
    [Theory]
    [InlineData("contoso.corp.com", "contoso.corp.com")]
    [InlineData("CONTOSO.Corp.COM.", "contoso.corp.com")]
    public void A_domain_has_one_way_to_be_written(string typed, string expected) => Assert.Equal(expected, DomainName.Parse(typed).Value);

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("contoso")]
    [InlineData("contoso..com")]
    [InlineData("../../etc")]
    [InlineData("a/b.com")]
    [InlineData("-a.com")]
    [InlineData("contosø.com")]
    [InlineData("a b.com")]
    public void What_is_no_domain_name_is_refused(string typed) => Assert.Equal(Catalogue.ActiveDirectory.DomainNameInvalid, DomainName.Parse(typed).Refusal.Error);

    [Fact]
    public void A_name_without_end_is_refused() => Assert.False(DomainName.Parse(string.Join('.', Enumerable.Repeat("a", 1_000_000))).Succeeded);
}
