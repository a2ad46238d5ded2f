using System.Text;
using Keyway.Server.AuthenticationMethods.OneTimeCodes;

namespace Keyway.Server.Tests.AuthenticationMethods;

public sealed class TimeBasedCodeTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    /// <summary>RFC 6238 appendix B, the rows of SHA-1.</summary>
    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    public void The_codes_are_those_of_the_standard(long seconds, string code)
    {
        var step = TimeBasedCode.StepOf(DateTimeOffset.FromUnixTimeSeconds(seconds));
        Assert.Equal(code, TimeBasedCode.At(Secret, step, 8));
        Assert.Equal(code[2..], TimeBasedCode.At(Secret, step));
    }

    /// <summary>RFC 4226 appendix D.</summary>
    [Theory]
    [InlineData(0, "755224")]
    [InlineData(1, "287082")]
    [InlineData(7, "162583")]
    [InlineData(9, "520489")]
    public void They_are_those_of_the_counter_below(long counter, string code) => Assert.Equal(code, TimeBasedCode.At(Secret, counter));

    /// <summary>RFC 4648 10, those of whole groups of five bytes.</summary>
    [Theory]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("", "")]
    [InlineData("12345678901234567890", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")]
    public void The_secret_is_typed_in_base_32(string bytes, string text) => Assert.Equal(text, Base32Text.Encode(Encoding.ASCII.GetBytes(bytes)));

    [Theory]
    [InlineData("123456", "123456")]
    [InlineData(" 123 456 ", "123456")]
    [InlineData("12345", null)]
    [InlineData("1234567", null)]
    [InlineData("12345a", null)]
    [InlineData("１２３４５６", null)]
    [InlineData("", null)]
    public void Only_six_digits_are_a_code(string typed, string? code) => Assert.Equal(code, TimeBasedCode.Normalise(typed));
}
