using Keyway.ActiveDirectory.Dns;

namespace Keyway.ActiveDirectory.Tests.Dns;

public sealed class ServiceOrderTests
{
    [Fact]
    public void Lower_priority_comes_first_whatever_the_weight()
    {
        var order = ServiceOrder.Arrange([Service("b", 10, 65535), Service("a", 0, 0), Service("c", 20, 65535)]);

        Assert.Equal(["a", "b", "c"], order.Select(service => service.Target));
    }

    [Fact]
    public void Every_record_appears_once()
    {
        var records = Enumerable.Range(0, 100).Select(i => Service($"dc{i}", i % 3, 65535)).ToList();

        Assert.Equal(records.Select(record => record.Target).Order(), ServiceOrder.Arrange(records).Select(record => record.Target).Order());
    }

    [Fact]
    public void The_heavier_one_is_mostly_first()
    {
        var first = Enumerable.Range(0, 500).Count(_ => ServiceOrder.Arrange([Service("light", 0, 0), Service("heavy", 0, 1000)]).First().Target == "heavy");

        Assert.InRange(first, 450, 500);
    }

    private static DnsRecord.Service Service(string target, int priority, int weight) => new("_ldap", priority, weight, 389, target);
}
