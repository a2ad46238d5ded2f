using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Ldap.Native;

namespace Keyway.ActiveDirectory.Tests.Ldap;

public sealed class LdapRefusalsTests
{
    [Theory]
    [InlineData(50, "KW1410")]
    [InlineData(19, "KW1411")]
    [InlineData(53, "KW1413")]
    [InlineData(10, "KW1414")]
    [InlineData(32, "KW1420")]
    [InlineData(68, "KW1421")]
    [InlineData(8, "KW1408")]
    [InlineData(4, "KW1412")]
    [InlineData(-1, "KW1416")]
    [InlineData(-5, "KW1415")]
    [InlineData(80, "KW1417")]
    public void Each_result_code_has_its_number(int code, string number)
    {
        var refusal = LdapRefusals.For(LdapAnswer.Failed(code, "why"), "modify CN=a: unicodePwd");

        Assert.Equal(number, refusal.Code);
        Assert.Contains("modify CN=a: unicodePwd", refusal.Detail);
        Assert.Contains("why", refusal.Detail);
    }

    [Theory]
    [InlineData("80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data 52e, v1db1", "KW1405")]
    [InlineData("80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data 525, v1db1", "KW1405")]
    [InlineData("80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data 532, v1db1", "KW1406")]
    [InlineData("80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data 533, v1db1", "KW1406")]
    [InlineData("80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data 773, v1db1", "KW1406")]
    [InlineData("80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data 775, v1db1", "KW1406")]
    [InlineData(null, "KW1405")]
    public void A_refused_password_says_what_the_account_lacks(string? text, string number) =>
        Assert.Equal(number, LdapRefusals.ForPassword(LdapAnswer.Failed(49, text), "alice@contoso.corp.com").Code);

    [Fact]
    public void Words_of_the_server_stay_on_one_short_line()
    {
        var detail = LdapRefusals.For(LdapAnswer.Failed(80, "a\nb\u001b[31m" + new string('x', 5000)), "search").Detail!;

        Assert.DoesNotContain(detail, char.IsControl);
        Assert.True(detail.Length < 500);
    }
}
