using Keyway.Server.Audit;

namespace Keyway.Server.Tests.Audit;

public sealed class CsvTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"x\"", "\"say \"\"x\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+1", "\"'+1\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("  =1", "\"'  =1\"")]
    [InlineData("\uFF1D1", "\"'\uFF1D1\"")]
    [InlineData("1=1", "1=1")]
    public void O06_A_field_is_quoted_and_no_formula(string text, string field) => Assert.Equal(field, CsvText.Field(text));

    [Fact]
    public void A_line_ends_with_CR_LF() => Assert.Equal("a,,\"b,c\"\r\n", CsvText.Line("a", null, "b,c"));
}
