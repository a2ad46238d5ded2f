using System.Net;
using Keyway.ActiveDirectory.Dns;

namespace Keyway.ActiveDirectory.Tests.Dns;

public sealed class ResolverConfigurationTests
{
    [Fact]
    public void Name_servers_are_taken_and_the_rest_is_left()
    {
        var servers = ResolverConfiguration.Parse("# nameserver 192.0.2.9\nsearch corp.com\nnameserver 192.0.2.1\n\tnameserver\t2001:db8::1 # second\nnameserver nonsense\noptions rotate\n");

        Assert.Equal([new IPEndPoint(IPAddress.Parse("192.0.2.1"), 53), new IPEndPoint(IPAddress.Parse("2001:db8::1"), 53)], servers);
    }

    [Fact]
    public void No_more_than_three_are_asked()
    {
        Assert.Equal(3, ResolverConfiguration.Parse(string.Concat(Enumerable.Repeat("nameserver 192.0.2.1\n", 9))).Count);
    }
}
