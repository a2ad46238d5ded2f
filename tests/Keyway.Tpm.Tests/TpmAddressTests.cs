using Keyway.Errors;

namespace Keyway.Tpm.Tests;

public sealed class TpmAddressTests
{
    [Theory]
    [InlineData("/dev/tpmrm0")]
    [InlineData("127.0.0.1:2321")]
    [InlineData("127.101.7.40:2321")]
    [InlineData("[::1]:2321")]
    public void A_device_file_and_a_loopback_port_are_addresses(string text) => Assert.Equal(text, TpmAddress.Parse(text).Value.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("/dev/../etc/passwd")]
    [InlineData("/dev/tpm\n0")]
    [InlineData("10.0.0.1:2321")]
    [InlineData("0.0.0.0:2321")]
    [InlineData("localhost:2321")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:0")]
    public void Everything_else_is_refused(string text) => Assert.Equal(Catalogue.Tpm.AddressInvalid, TpmAddress.Parse(text).Refusal.Error);

    [Fact]
    public void A_device_file_that_is_not_there_is_told() =>
        Assert.Equal(Catalogue.Tpm.NotPresent, Tpm.Open(TpmAddress.Parse("/dev/tpmrm77").Value, TestContext.Current.CancellationToken).Refusal.Error);
}
