using Keyway.Errors;
using Keyway.Server.Sealing.Custody;

namespace Keyway.Server.Tests.Sealing.Custody;

/// <summary>SoftHSM never locks a PIN, so what a token that does would answer is told here by its numbers (PKCS#11 2.40, 11.6 C_Login).</summary>
public sealed class TokenLoginTests
{
    [Theory]
    [InlineData(0xA0u, 2945)]
    [InlineData(0xA1u, 2945)]
    [InlineData(0xA2u, 2945)]
    [InlineData(0xA3u, 2946)]
    [InlineData(0xA4u, 2946)]
    [InlineData(0x102u, 2946)]
    [InlineData(0x30u, 2953)]
    public void Each_refusal_of_a_token_has_its_number(uint answer, int number) => Assert.Equal(number, TokenLogin.RefusalOf(answer)!.Error.Number);

    [Theory]
    [InlineData(0u)]
    [InlineData(0x100u)]
    public void Logged_in_is_no_refusal(uint answer) => Assert.Null(TokenLogin.RefusalOf(answer));

    [Theory]
    [InlineData(0x40000u)]
    [InlineData(0x20000u)]
    [InlineData(0x60405u)]
    public void A_token_that_is_locked_or_has_one_try_left_is_not_asked(uint flags) => Assert.Equal(Catalogue.KeyCustody.PinLocked, TokenLogin.Risk(flags)!.Error);

    [Fact]
    public void A_token_with_tries_left_is_asked() => Assert.Null(TokenLogin.Risk(0x10405));
}
