using Keyway.ActiveDirectory.DeviceRegistration;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Tests.DeviceRegistration;

public sealed class RegistrationKeywordsTests
{
    private const string Sha256 = "cf5852c3e44ff27c47ef9b3f654e8bf08c09cc3e9eec312fcbd273d27367fe0b";

    private static readonly Guid Tenant = new("5c0e5a4d-93b5-4c0f-8e4d-3a1c6f0f7b21");

    private static readonly string[] Vendor = ["azureADName:contoso.com", "azureADId:5c0e5a4d-93b5-4c0f-8e4d-3a1c6f0f7b21"];

    private static readonly string[] Whole = [.. Vendor, "keywayServer:https://keyway.contoso.com:8443/id", "keywaySha256:" + Sha256];

    [Fact]
    public void What_is_written_is_read()
    {
        var point = new RegistrationPoint("contoso.com", Tenant, new Uri("https://keyway.contoso.com:8443/id"), Sha256);
        Assert.Equal(Whole, RegistrationKeywords.For(point));
        Assert.Equal(point, RegistrationKeywords.Parse(RegistrationKeywords.For(point)).Value);
    }

    [Fact]
    public void A_point_of_the_vendor_names_no_server_of_ours()
    {
        Assert.Equal(new RegistrationPoint("contoso.com", Tenant, null, null), RegistrationKeywords.Parse(Vendor).Value);
        Assert.False(RegistrationKeywords.NameServer(Vendor));
    }

    [Fact]
    public void Case_order_and_keywords_of_others_do_not_matter() =>
        Assert.Equal(
            new RegistrationPoint("contoso.com", Tenant, new Uri("https://keyway.contoso.com:8443/id"), Sha256),
            RegistrationKeywords.Parse(["enterpriseDrsName:sts.contoso.com", .. Whole.Reverse().Select(keyword => keyword.Replace("azureAD", "AZUREad", StringComparison.Ordinal))]).Value);

    [Theory]
    [InlineData(0, "azureADName:")]
    [InlineData(0, "azureADName:contoso com")]
    [InlineData(0, "azureADName:../evil")]
    [InlineData(1, "azureADId:contoso")]
    [InlineData(1, "azureADId:{5c0e5a4d-93b5-4c0f-8e4d-3a1c6f0f7b21}")]
    [InlineData(2, "keywayServer:http://keyway.contoso.com")]
    [InlineData(2, "keywayServer:https://user@keyway.contoso.com")]
    [InlineData(2, "keywayServer:https://keyway.contoso.com/?next=https://evil")]
    [InlineData(2, "keywayServer:file:///etc/passwd")]
    [InlineData(2, "keywayServer:")]
    [InlineData(3, "keywaySha256:00")]
    [InlineData(3, "keywaySha256:zf5852c3e44ff27c47ef9b3f654e8bf08c09cc3e9eec312fcbd273d27367fe0b")]
    [InlineData(3, "keywaySha256:")]
    public void A_value_that_is_none_is_refused(int at, string instead)
    {
        string[] keywords = [.. Whole];
        keywords[at] = instead;
        Refused(keywords);
    }

    [Theory]
    [InlineData("azureADName:fabrikam.com")]
    [InlineData("azureADId:00000000-0000-0000-0000-000000000001")]
    [InlineData("keywayServer:https://evil.example")]
    [InlineData("keywaySha256:0000000000000000000000000000000000000000000000000000000000000000")]
    public void A_point_that_contradicts_itself_is_refused(string second) => Refused([.. Whole, second]);

    [Fact]
    public void What_is_missing_or_absurdly_large_is_refused()
    {
        Refused([]);
        Refused([Vendor[0]]);
        Refused([Vendor[1]]);
        Refused([.. Whole, new string('x', 2049)]);
        Refused([.. Whole, .. Enumerable.Range(0, 256).Select(number => $"other:{number}")]);
    }

    private static void Refused(IReadOnlyList<string> keywords) =>
        Assert.Equal(Catalogue.ActiveDirectory.RegistrationPointMalformed, RegistrationKeywords.Parse(keywords).Refusal.Error);
}
