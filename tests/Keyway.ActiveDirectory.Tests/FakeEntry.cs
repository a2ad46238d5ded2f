using System.Globalization;
using System.Text;
using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.Tests;

/// <summary>An entry that a <see cref="FakeDirectory"/> gives.</summary>
internal sealed record FakeEntry(string Dn)
{
    public IReadOnlyList<(string Name, IReadOnlyList<byte[]> Values)> Attributes { get; init; } = [];

    /// <summary>A user of the domain <c>DC=a</c> as an ordinary search gives one.</summary>
    public static FakeEntry User(int number) => Account(number, "user", 0x3000_0000).With("userAccountControl", "512").With("primaryGroupID", "513");

    public static FakeEntry Group(int number) => Account(number, "group", 0x1000_0000).With("groupType", "-2147483646");

    public static FakeEntry Computer(int number) => Account(number, "computer", 0x3000_0001).With("userAccountControl", "4096").With("userCertificate", "DER");

    public static Guid GuidOf(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);

    /// <summary>As the extended DN control has a name written.</summary>
    public static string Extended(int number) => $"<GUID={GuidOf(number):D}>;<SID=S-1-5-21-1-2-3-{number}>;CN=o{number},DC=a";

    public FakeEntry With(string name, params IReadOnlyList<string> values) => With(name, [.. values.Select(Encoding.UTF8.GetBytes)]);

    /// <summary>Takes the place of what the attribute had.</summary>
    public FakeEntry With(string name, IReadOnlyList<byte[]> values) => Without(name) with { Attributes = [.. Without(name).Attributes, (name, values)] };

    public FakeEntry Without(string name) => this with { Attributes = [.. Attributes.Where(attribute => attribute.Name != name)] };

    private static FakeEntry Account(int number, string objectClass, long type) => new FakeEntry(Extended(number))
        .With("objectGUID", [GuidOf(number).ToByteArray()])
        .With("objectSid", [SecurityIdentifier.Parse(string.Create(CultureInfo.InvariantCulture, $"S-1-5-21-1-2-3-{number}")).Value.ToBinary()])
        .With("objectClass", "top", objectClass)
        .With("sAMAccountName", $"o{number}")
        .With("sAMAccountType", type.ToString(CultureInfo.InvariantCulture));
}
