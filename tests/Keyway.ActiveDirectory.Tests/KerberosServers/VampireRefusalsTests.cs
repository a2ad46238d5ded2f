using Keyway.ActiveDirectory.KerberosServers;
using Keyway.ActiveDirectory.Ldap;

namespace Keyway.ActiveDirectory.Tests.KerberosServers;

public sealed class VampireRefusalsTests
{
    private static readonly DomainCredential Password = new DomainCredential.Password("a@b", "c");

    // What Samba 4.17.12 printed.
    [Theory]
    [InlineData("Failed to get NC Changes: Replication access was denied.\n", "KW1461")]
    [InlineData("Could not connect to server dc1\nThe username or password was not correct.\nConnection failed: NT_STATUS_LOGON_FAILURE\n", "KW1405")]
    [InlineData("Could not connect to server dc1\nConnection failed: NT_STATUS_NOT_FOUND\n", "KW1405")]
    [InlineData("Could not connect to server dc1\nThe account was disabled.\nConnection failed: NT_STATUS_ACCOUNT_DISABLED\n", "KW1406")]
    [InlineData("Connection failed: NT_STATUS_PASSWORD_MUST_CHANGE\n", "KW1406")]
    [InlineData("Connection failed: NT_STATUS_CONNECTION_REFUSED\n", "KW1400")]
    [InlineData("Failed to get NC Changes: The DN specified for this replication operation is invalid.\n", "KW1420")]
    [InlineData("something new\n", "KW1460")]
    [InlineData("", "KW1460")]
    public void Each_message_has_its_number(string output, string number) => Assert.Equal(number, VampireRefusals.For(output, Password).Code);

    [Fact]
    public void Tickets_in_place_of_a_password_are_told_apart() =>
        Assert.Equal("KW1465", VampireRefusals.For("Could not initialise pipe drsuapi. Error was NT_STATUS_INVALID_PARAMETER\n", new DomainCredential.Ccache("/x")).Code);
}
