using System.Net;
using System.Net.Sockets;
using Keyway.Kerberos.Exchange;
using Keyway.KeyList.Forwarding;

namespace Keyway.KeyList.Tests;

/// <summary>Whom a request goes to when one of the domain controllers is away or answers nonsense.</summary>
public sealed class DomainForwarderTests
{
    private static readonly byte[] Request = [1, 2, 3];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("0000")]
    [InlineData("FFFFFFFF")]
    public async Task The_next_one_is_asked_and_stays_the_first_for_a_while(string nonsense)
    {
        using var first = Listen();
        using var second = Listen();
        var asked = 0;
        var answering = Task.WhenAll(
            AnswerAsync(first, async stream =>
            {
                asked++;
                await stream.WriteAsync(Convert.FromHexString(nonsense), Cancellation);
            }, 1),
            AnswerAsync(second, stream => MessageFrame.WriteAsync(stream, new byte[] { 9 }, Cancellation), 2));
        var forwarder = new DomainForwarder([EndpointOf(first), EndpointOf(second)], TimeProvider.System);

        Assert.Equal([9], await forwarder.StreamAsync(Request, Cancellation));
        Assert.Equal([9], await forwarder.StreamAsync(Request, Cancellation));
        await answering;
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task When_none_answers_that_is_the_answer()
    {
        using var gone = Listen();
        var endpoint = EndpointOf(gone);
        gone.Stop();
        var forwarder = new DomainForwarder([endpoint, new KdcEndpoint("nowhere.invalid")], TimeProvider.System);

        Assert.Null(await forwarder.StreamAsync(Request, Cancellation));
        Assert.Null(await forwarder.DatagramAsync(Request, null, Cancellation));
    }

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static KdcEndpoint EndpointOf(TcpListener listener) => new("dc.contoso.corp.com", IPAddress.Loopback, ((IPEndPoint)listener.LocalEndpoint).Port);

    private static async Task AnswerAsync(TcpListener listener, Func<Stream, Task> answer, int times)
    {
        for (; times > 0; times--)
        {
            using var client = await listener.AcceptTcpClientAsync(Cancellation);
            await using var stream = client.GetStream();
            Assert.Equal(Request, await MessageFrame.ReadAsync(stream, Cancellation));
            await answer(stream);
        }
    }
}
