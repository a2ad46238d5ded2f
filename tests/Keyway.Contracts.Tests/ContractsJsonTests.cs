using System.Text;
using Keyway.Contracts.SignIn;

namespace Keyway.Contracts.Tests;

public sealed class ContractsJsonTests
{
    [Theory]
    [InlineData("""{"Nonce":"a","Nonce":"b"}""")]
    [InlineData("""{"Nonce":null}""")]
    [InlineData("""{}""")]
    [InlineData("""[]""")]
    [InlineData("""{"Nonce":1}""")]
    [InlineData("""{"Nonce":"a"} {}""")]
    [InlineData("""{"Nonce":"a",}""")]
    [InlineData("")]
    [InlineData("null")]
    public void What_is_not_exactly_the_message_is_refused(string json) =>
        Assert.False(ContractsJson.TryRead(Encoding.UTF8.GetBytes(json), ContractsJson.Default.NonceResponse, out _));

    [Fact]
    public void Deep_nesting_is_refused() =>
        Assert.False(ContractsJson.TryRead(
            Encoding.UTF8.GetBytes("""{"Nonce":"a","x":""" + new string('[', 100_000) + new string(']', 100_000) + "}"),
            ContractsJson.Default.NonceResponse, out _));

    [Fact]
    public void Unknown_members_are_passed_over_so_that_newer_programs_can_talk_to_us()
    {
        Assert.True(ContractsJson.TryRead("""{"Nonce":"a","later":{}}"""u8, ContractsJson.Default.NonceResponse, out var read));
        Assert.Equal(new NonceResponse("a"), read);
    }
}
