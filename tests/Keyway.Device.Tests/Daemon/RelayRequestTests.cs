using System.Text;
using Keyway.Device.Daemon.Relay;

namespace Keyway.Device.Tests.Daemon;

public sealed class RelayRequestTests
{
    private const string Good = "A1\0sudo\0alice\0/dev/pts/0\0\0alice\000008000\0";

    [Fact]
    public void A_request_of_the_module_is_taken_apart() =>
        Assert.Equal(new RelayRequest(RelayKind.Authenticate, "sudo", "alice", "/dev/pts/0", "", "alice", 0x8000), Parse(Good));

    [Theory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("Z1\0sudo\0alice\0\0\0\000000000\0")]
    [InlineData("A2\0sudo\0alice\0\0\0\000000000\0")]
    [InlineData("A1\0sudo\0alice\0\0\0\000000000")]
    [InlineData("A1\0sudo\0alice\0\0\000000000\0")]
    [InlineData("A1\0sudo\0alice\0\0\0\000000000\0more\0")]
    [InlineData("A1\0sudo\0alice\0\0\0\0flags\0")]
    [InlineData("A1\0sudo\0alice\0\0\0\0123456789\0")]
    [InlineData("A1\0x\nlogin: bob signed in\0alice\0\0\0\000000000\0")]
    [InlineData("A1\0sudo\0alice\0\u001b[2K\0\0\000000000\0")]
    public void D07_a_malformed_request_is_refused(string packet) => Assert.Null(Parse(packet));

    [Theory]
    [InlineData("", false)]
    [InlineData("localhost", false)]
    [InlineData("192.0.2.7", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("localhost.example", true)]
    public void D07_who_comes_over_the_network_is_told_from_who_sits_here(string host, bool remote) => Assert.Equal(remote, Parse($"A1\0sshd\0alice\0ssh\0{host}\0\000000000\0")!.ComesOverNetwork);

    [Fact]
    public void D07_text_that_is_no_utf_8_is_refused() => Assert.Null(RelayRequest.Parse([(byte)'A', (byte)'1', 0, 0xC3, 0x28, 0, 0, 0, 0, 0, (byte)'0', 0]));

    [Fact]
    public void D07_no_mutation_of_a_request_breaks_the_parser()
    {
        var random = new Random(1);
        var good = Encoding.UTF8.GetBytes(Good);
        for (var round = 0; round < 20_000; round++)
        {
            var packet = good[..random.Next(good.Length + 1)];
            for (var flip = random.Next(4); flip > 0 && packet.Length > 0; flip--)
                packet[random.Next(packet.Length)] = (byte)random.Next(256);

            // It is a request whose fields are what stood there, or it is none.
            if (RelayRequest.Parse(packet) is { } request)
                Assert.DoesNotContain('\0', request.Service + request.User + request.Terminal + request.RemoteHost + request.RemoteUser);
        }
    }

    private static RelayRequest? Parse(string packet) => RelayRequest.Parse(Encoding.UTF8.GetBytes(packet));
}
