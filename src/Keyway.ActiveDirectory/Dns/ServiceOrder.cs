using System.Security.Cryptography;

namespace Keyway.ActiveDirectory.Dns;

/// <summary>The order in which RFC 2782 has service records tried.</summary>
internal static class ServiceOrder
{
    public static IEnumerable<DnsRecord.Service> Arrange(IEnumerable<DnsRecord.Service> records) =>
        records.GroupBy(record => record.Priority).OrderBy(group => group.Key).SelectMany(ByWeight);

    // Each next one is drawn with a chance in proportion to its weight; weight zero keeps a small one.
    private static List<DnsRecord.Service> ByWeight(IEnumerable<DnsRecord.Service> group)
    {
        var left = group.ToList();
        var order = new List<DnsRecord.Service>(left.Count);
        while (left.Count > 0)
        {
            var drawn = RandomNumberGenerator.GetInt32(left.Sum(record => record.Weight + 1));
            var index = 0;
            while (drawn >= left[index].Weight + 1)
                drawn -= left[index++].Weight + 1;
            order.Add(left[index]);
            left.RemoveAt(index);
        }

        return order;
    }
}
