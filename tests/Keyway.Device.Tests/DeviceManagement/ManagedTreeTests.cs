using Keyway.Contracts.DeviceManagement;
using Keyway.Device.DeviceManagement;

namespace Keyway.Device.Tests.DeviceManagement;

/// <summary>What the server's commands do to this computer's nodes.</summary>
public sealed class ManagedTreeTests
{
    private const string SignIn = "./Device/Vendor/MSFT/PassportForWork/SecurityKey/UseSecurityKeyForSignin";

    private readonly ManagedTree _tree = new(new Dictionary<string, int>(), ComputerFacts.Of(Joined.DeviceId));

    [Fact]
    public void A_leaf_is_added_read_replaced_and_deleted()
    {
        Assert.Equal(404, Apply(SyncMlVerb.Get));
        Assert.Equal(404, Apply(SyncMlVerb.Replace, "1"));
        Assert.Equal(404, Apply(SyncMlVerb.Delete));
        Assert.Equal(200, Apply(SyncMlVerb.Add, "1"));
        Assert.Equal(418, Apply(SyncMlVerb.Add, "0"));
        Assert.Equal((200, "1"), (_tree.Apply(Command(SyncMlVerb.Get, SignIn), out var data), data));
        Assert.Equal(200, Apply(SyncMlVerb.Replace, "0"));
        Assert.Equal(0, _tree.Values[SignIn]);
        Assert.Equal(200, Apply(SyncMlVerb.Delete));
        Assert.Empty(_tree.Values);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("-1")]
    [InlineData("")]
    [InlineData("on")]
    [InlineData("1 ")]
    [InlineData(null)]
    public void D11_a_value_that_cannot_be_changes_nothing(string? data)
    {
        Apply(SyncMlVerb.Add, "1");
        Assert.Equal(400, Apply(SyncMlVerb.Replace, data));
        Assert.Equal(1, _tree.Values[SignIn]);
    }

    [Theory]
    [InlineData(SyncMlVerb.Exec, SignIn, 405)]
    [InlineData(SyncMlVerb.Alert, SignIn, 405)]
    [InlineData(SyncMlVerb.Get, "./Device/Vendor/MSFT/PassportForWork/SecurityKey", 405)]
    [InlineData(SyncMlVerb.Delete, "./Device/Vendor/MSFT", 405)]
    [InlineData(SyncMlVerb.Replace, "./DevInfo/DevId", 405)]
    [InlineData(SyncMlVerb.Get, "./DevInfo/DevId", 200)]
    [InlineData(SyncMlVerb.Add, "./Device/Vendor/MSFT/PassportForWork/Other", 404)]
    [InlineData(SyncMlVerb.Add, "./Device/Vendor/MSFT/PassportForWork/SecurityKey/../SecurityKey/UseSecurityKeyForSignin", 404)]
    [InlineData(SyncMlVerb.Add, "./device/vendor/msft/passportforwork/securitykey/usesecuritykeyforsignin", 404)]
    [InlineData(SyncMlVerb.Add, "./User/Vendor/MSFT/PassportForWork/SecurityKey/UseSecurityKeyForSignin", 404)]
    [InlineData(SyncMlVerb.Exec, "./Device/Vendor/MSFT/Reboot/RebootNow", 404)]
    public void D11_nothing_else_of_this_computer_can_be_reached(SyncMlVerb verb, string uri, int status)
    {
        Assert.Equal(status, _tree.Apply(Command(verb, uri, "1"), out _));
        Assert.Empty(_tree.Values);
    }

    [Fact]
    public void D11_another_format_or_several_items_are_refused()
    {
        Assert.Equal(400, _tree.Apply(new SyncMlCommand(SyncMlVerb.Add, 1, [new SyncMlItem(SignIn, Format: "chr", Data: "1")]), out _));
        Assert.Equal(400, _tree.Apply(new SyncMlCommand(SyncMlVerb.Add, 1, [new SyncMlItem(SignIn, Data: "1"), new SyncMlItem(SignIn, Data: "0")]), out _));
        Assert.Equal(400, _tree.Apply(new SyncMlCommand(SyncMlVerb.Add, 1, [new SyncMlItem(Source: SignIn, Data: "1")]), out _));
        Assert.Empty(_tree.Values);
    }

    private int Apply(SyncMlVerb verb, string? data = null) => _tree.Apply(Command(verb, SignIn, data), out _);

    private static SyncMlCommand Command(SyncMlVerb verb, string uri, string? data = null) => new(verb, 1, [new SyncMlItem(uri, Format: data is null ? null : "int", Data: data)]);
}
