using Keyway.Errors;
using Keyway.Kerberos.Exchange;
using Keyway.Kerberos.Messages;

namespace Keyway.Kerberos.Tests.Exchange;

public sealed class KdcRefusalTests
{
    [Fact]
    public void Each_recorded_error_has_its_number()
    {
        foreach (var vector in VectorFile.Open("recorded.json").Cases("krb-error"))
        {
            var refusal = KdcRefusal.From(KrbError.Parse(vector.Bytes("message")).Value);
            Assert.True(vector.Number("number") == refusal.Error.Number, vector.Text("about"));
            Assert.Contains($"KRB-ERROR {vector.Number("code")}", refusal.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_code_without_a_text_of_its_own_is_told_as_such()
    {
        foreach (var code in new[] { -1, 0, 3, 94, 99, int.MaxValue })
            Assert.Equal(Catalogue.Kdc.Other, KdcRefusal.From(new KrbError(DateTimeOffset.UnixEpoch, code, "R", null, null, null)).Error);
    }

    [Fact]
    public void A_strangers_text_cannot_forge_lines_of_the_log()
    {
        var refusal = KdcRefusal.From(new KrbError(DateTimeOffset.UnixEpoch, 60, "R", null, "a\nKW0000 all is well\u001b[2J" + new string('x', 5000), null));
        Assert.DoesNotContain('\n', refusal.Detail!);
        Assert.DoesNotContain('\u001b', refusal.Detail!);
        Assert.True(refusal.Detail!.Length < 300);
    }

    [Fact]
    public void The_windows_status_of_an_account_is_told()
    {
        var disabled = VectorFile.Open("recorded.json").Cases("krb-error").Single(vector => vector.Text("about").Contains("the right password of a disabled user", StringComparison.Ordinal));
        Assert.Contains("0xC0000072", KdcRefusal.From(KrbError.Parse(disabled.Bytes("message")).Value).Detail, StringComparison.Ordinal);
    }
}
