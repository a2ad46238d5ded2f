using System.Globalization;
using Keyway.ActiveDirectory.Replication.Drs;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Tests.Replication.Drs;

/// <summary>The NT hash under its layers. That real ones open is told by the companion's tests against a real domain controller.</summary>
public sealed class ReplicatedNtHashTests
{
    // The first is the usual worked example of FIPS 46; the others are of NBS Special Publication 500-20, each of which reaches other boxes.
    [Theory]
    [InlineData("133457799BBCDFF1", "85E813540F0AB405", "0123456789ABCDEF")]
    [InlineData("7CA110454A1A6E57", "690F5B0D9A26939B", "01A1D6D039776742")]
    [InlineData("0131D9619DC1376E", "7A389D10354BD271", "5CD54CA83DEF57DA")]
    [InlineData("07A1133E4A0B2686", "868EBB51CAB4599A", "0248D43806F67172")]
    [InlineData("3849674C2602319E", "7178876E01F19B2A", "51454B582DDF440A")]
    [InlineData("04B915BA43FEB5B6", "AF37FB421F8C4095", "42FD443059577FA2")]
    [InlineData("0113B970FD34F2CE", "86A560F10EC6D85B", "059B5E0851CF143A")]
    [InlineData("0170F175468FB5E6", "0CD3DA020021DC09", "0756D8E0774761D2")]
    [InlineData("43297FAD38E373FE", "EA676B2CB7DB2B7A", "762514B829BF486A")]
    [InlineData("07A7137045DA2A16", "DFD64A815CAF1A0F", "3BDD119049372802")]
    [InlineData("04689104C2FD3B2F", "5C513C9C4886C088", "26955F6835AF609A")]
    [InlineData("37D06BB516CB7546", "0A2AEEAE3FF4AB77", "164D5E404F275232")]
    [InlineData("1F08260D1AC2465E", "EF1BF03E5DFA575A", "6B056E18759F5CCA")]
    [InlineData("584023641ABA6176", "88BF0DB6D70DEE56", "004BD6EF09176062")]
    [InlineData("025816164629B007", "A1F9915541020B56", "480D39006EE762F2")]
    [InlineData("49793EBC79B3258F", "6FBF1CAFCFFD0556", "437540C8698F3CFA")]
    [InlineData("4FB05E1515AB73A7", "2F22E49BAB7CA1AC", "072D43A077075292")]
    [InlineData("49E95D6D4CA229BF", "5A6B612CC26CCE4A", "02FE55778117F12A")]
    [InlineData("018310DC409B26D6", "5F4C038ED12B2E41", "1D9D5C5018F728C2")]
    [InlineData("1C587F1C13924FEF", "63FAC0D034D9F793", "305532286D6F295A")]
    public void A_block_is_decrypted_as_the_standard_says(string key, string encrypted, string clear) =>
        Assert.Equal(Number(clear), DesBlock.Decrypt(Number(key), Number(encrypted)));

    [Fact]
    public void What_does_not_open_or_has_another_length_is_refused()
    {
        foreach (var length in new[] { 0, 16, 20, 36 })
            Assert.Equal(Catalogue.ActiveDirectory.SecretUndecryptable, ReplicatedNtHash.Open(new byte[32], new byte[length], 1104).Refusal.Error);
    }

    private static ulong Number(string text) => ulong.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
