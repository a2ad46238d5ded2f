using Keyway.Errors;
using Keyway.Server.Sealing.Custody;

namespace Keyway.Server.Tests.Sealing.Custody;

public sealed class Pkcs11UriTests
{
    [Fact]
    public void A_uri_that_names_one_key_of_one_token_is_taken_apart()
    {
        var uri = Pkcs11Uri.Parse("pkcs11:token=The%20safe;serial=0a1b;manufacturer=M;model=X;object=kek;id=%A1%02;type=private").Value;
        Assert.Equal(("The safe", "0a1b", "M", "X"), (uri.Token, uri.Serial, uri.Manufacturer, uri.Model));
        Assert.Equal("kek"u8.ToArray(), uri.Object);
        Assert.Equal([0xA1, 0x02], uri.Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("pkcs11:")]
    [InlineData("pkcs11:token=a")]
    [InlineData("pkcs11:object=a")]
    [InlineData("pkcs11:token=a;object=b;type=public")]
    [InlineData("pkcs11:token=a;object=b;token=c")]
    [InlineData("pkcs11:token=;object=b")]
    [InlineData("pkcs11:token=a b;object=b")]
    [InlineData("pkcs11:token=a;object=%4")]
    [InlineData("pkcs11:token=a;object=%zz")]
    [InlineData("pkcs11:token=a;object=b;slot-id=1")]
    [InlineData("PKCS11:token=a;object=b")]
    [InlineData("pkcs11:token=a;object=b\nc")]
    public void Any_other_is_refused(string text) => Assert.Equal(Catalogue.KeyCustody.UriInvalid, Pkcs11Uri.Parse(text).Refusal.Error);

    [Theory]
    [InlineData("pkcs11:token=a;object=b?pin-value=123456")]
    [InlineData("pkcs11:token=a;object=b;pin-value=123456")]
    [InlineData("pkcs11:token=a;object=b?pin-source=file:/123456")]
    [InlineData("pkcs11:token=a;object=b?module-path=/123456.so")]
    public void A_PIN_or_a_module_in_it_is_refused_and_not_repeated(string text)
    {
        var refusal = Pkcs11Uri.Parse(text).Refusal;
        Assert.Equal(Catalogue.KeyCustody.UriInvalid, refusal.Error);
        Assert.DoesNotContain("123456", refusal.ToString(), StringComparison.Ordinal);
    }
}
