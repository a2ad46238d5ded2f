using Keyway.Device.Commands;

namespace Keyway.Device.Tests.Commands;

public sealed class KeywayCommandTests
{
    [Theory]
    [InlineData("status")]
    [InlineData("status --json --state /tmp/x")]
    [InlineData("--state /tmp/x --json status")]
    [InlineData("join --server https://s --user a@b")]
    [InlineData("join cloud --server https://s --ca-file f --user a@b --tap-file -")]
    [InlineData("join --server https://s --user a@b --key auto --pin-file f --replace --name pc")]
    [InlineData("join --server https://s")]
    [InlineData("join cloud --server https://s --device-code --tpm none")]
    [InlineData("join hybrid")]
    [InlineData("join hybrid --keytab k --domain d --wait 90s --server https://s --ca-file f --name pc --tpm 127.0.0.1:2321 --dc dc1=10.0.0.1 --nameserver 10.0.0.1")]
    [InlineData("leave")]
    [InlineData("leave --force --json")]
    [InlineData("renew")]
    [InlineData("status --offline --keytab k --domain-controller dc1")]
    [InlineData("domain locate contoso.corp.com --kdc --keylist --writable --site HQ --name-server 10.0.0.1 --dc dc1=10.0.0.1 --json")]
    [InlineData("access-token --server https://s --device-code")]
    [InlineData("sign-in")]
    [InlineData("sign-in --key /dev/hidraw0 --pin-file - --user a@b --ccache FILE:/tmp/c --nameserver 10.0.0.1:5353 --domain-controller dc1=10.0.0.1 --domain-controller dc2 --no-key-list")]
    [InlineData("security-key list")]
    [InlineData("security-key list a.key b.key")]
    [InlineData("security-key create-software a.key --pin-file f")]
    [InlineData("security-key register --user a@b --tap-file f --key a.key --pin-file f --name n")]
    [InlineData("access-token --server https://s --ca-file f --key k --pin-file p --resource urn:keyway:graph")]
    public void A_command_line_is_understood(string line) => Assert.Empty(KeywayCommand.Create().Parse(line).Errors);

    [Theory]
    [InlineData("")]
    [InlineData("join")]
    [InlineData("join hybrid --server https://s --user a@b")]
    [InlineData("join hybrid --wait soon")]
    [InlineData("join hybrid --wait 48h")]
    [InlineData("join --server https://s --device-code --key k")]
    [InlineData("join --server https://s --tap-file f")]
    [InlineData("domain locate")]
    [InlineData("leave now")]
    [InlineData("join --server https://s --user a@b --key k --tap-file f")]
    [InlineData("join --server https://s --user a@b --tap secret")]
    [InlineData("sign-in --pin 1234")]
    [InlineData("sign-in --nameserver dns.example")]
    [InlineData("sign-in --nameserver 10.0.0.1 --nameserver 10.0.0.2")]
    [InlineData("security-key register --tap-file f")]
    [InlineData("security-key create-software")]
    public void A_command_line_that_says_too_little_or_too_much_is_not(string line) => Assert.NotEmpty(KeywayCommand.Create().Parse(line).Errors);
}
