namespace Keyway.Errors.Tests;

public sealed class ResultTests
{
    [Fact]
    public void A_value_is_taken_out_as_it_went_in()
    {
        Result<string> result = "value";

        Assert.True(result.TryGet(out var value, out var refusal));
        Assert.Equal("value", value);
        Assert.Null(refusal);
    }

    [Fact]
    public void A_refusal_has_no_value()
    {
        Result<string> result = new Refusal(Catalogue.Tokens.JweMalformed, "detail");

        Assert.False(result.TryGet(out _, out var refusal));
        Assert.Equal("KW1601", refusal.Code);
        Assert.Throws<InvalidOperationException>(() => result.Value);
    }

    [Fact]
    public void A_result_that_nobody_set_counts_as_refused()
    {
        Result<string> result = default;

        Assert.False(result.Succeeded);
        Assert.Equal(Catalogue.General.Uninitialised, result.Refusal.Error);
    }

    [Fact]
    public void A_refusal_of_a_success_cannot_be_read()
    {
        Result<string> result = "value";

        Assert.Throws<InvalidOperationException>(() => result.Refusal);
    }
}
