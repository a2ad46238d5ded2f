using System.Net;
using System.Text;
using Keyway.Connect.IdentityServer;
using Keyway.Errors;

namespace Keyway.Connect.Tests.IdentityServer;

public sealed class ServerRefusalsTests
{
    private static readonly ServerCall Call = new(HttpMethod.Put, "kerberosServers/contoso.corp.com/AzureADKerberos", true) { Bearer = "abc.def.ghi" };

    [Theory]
    [InlineData("""{"error":{"code":"KW2403","message":"Another domain. Use your own."}}""", "KW2403 Another domain. Use your own.")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"409","detail":"KW2507 taken","scimType":"uniqueness"}""", "KW2507 taken")]
    [InlineData("""{"error":"invalid_grant","error_description":"AADSTS50057: disabled\r\nTrace ID: x","error_codes":[50057],"keyway_error":"KW2301","timestamp":"t","trace_id":"x","correlation_id":"y"}""", "KW2301 AADSTS50057: disabled")]
    [InlineData("<html>", "")]
    [InlineData("", "")]
    [InlineData("""{"error":null}""", "")]
    [InlineData("""{"error":{"code":"KW1","message":"\u001b[2Jgone"}}""", "KW1  [2Jgone")]
    public void The_servers_words_are_found_in_each_of_its_three_shapes(string body, string expected) => Assert.Equal(expected, ServerRefusals.Words(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void A_status_becomes_one_of_our_refusals()
    {
        Assert.Equal(Catalogue.Connect.TokenRefused, Refuse(HttpStatusCode.Unauthorized));
        Assert.Equal(Catalogue.Connect.ServerRefused, Refuse(HttpStatusCode.Forbidden));
        Assert.Equal(Catalogue.Connect.ServerRefused, Refuse(HttpStatusCode.RequestEntityTooLarge));
        Assert.Equal(Catalogue.Connect.ServerFailed, Refuse(HttpStatusCode.TooManyRequests));
        Assert.Equal(Catalogue.Connect.ServerFailed, Refuse(HttpStatusCode.InternalServerError));
        Assert.Equal(Catalogue.Connect.ServerAnswerMalformed, Refuse(HttpStatusCode.Found));
    }

    [Fact]
    public void A_token_is_in_no_detail() => Assert.DoesNotContain("abc.def.ghi", ServerRefusals.Of(Call, new ServerReply(HttpStatusCode.Forbidden, []), Catalogue.Connect.TokenRefused).ToString(), StringComparison.Ordinal);

    private static KeywayError Refuse(HttpStatusCode status) => ServerRefusals.Of(Call, new ServerReply(status, []), Catalogue.Connect.TokenRefused).Error;
}
