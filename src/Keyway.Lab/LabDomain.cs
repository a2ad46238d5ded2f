namespace Keyway.Lab;

/// <summary>One of the lab's two domains, with its own domain controller.</summary>
/// <param name="DnsName">Lower case.</param>
/// <param name="ControllerName">Short name of its domain controller.</param>
/// <param name="HostNumber">Last octet of the controller's address.</param>
/// <param name="People">Who works there.</param>
public sealed record LabDomain(string DnsName, string NetBiosName, string ControllerName, int HostNumber, IReadOnlyList<TestAccount> People)
{
    /// <summary>The organisation's own, which is always up: <see cref="Domain"/>.</summary>
    public static LabDomain Contoso { get; } = new(Domain.DnsName, Domain.NetBiosName, "dc1", 10, TestAccount.All);

    /// <summary>A company that was bought: another forest at the same identity server, up from <see cref="Laboratory.AddFabrikamAsync"/> on.</summary>
    public static LabDomain Fabrikam { get; } = new("fabrikam.corp.com", "FABRIKAM", "dc2", 30, TestAccount.Fabrikam);

    public string Realm => DnsName.ToUpperInvariant();

    public string BaseDn => "DC=" + DnsName.Replace(".", ",DC=", StringComparison.Ordinal);

    public string ControllerHost => ControllerName + "." + DnsName;

    public string AdministratorUpn => Upn(Domain.Administrator);

    public string Upn(string user) => user + "@" + DnsName;

    /// <summary>The name of a file or folder of this domain: the plain one for the first domain.</summary>
    internal string Named(string name) => this == Contoso ? name : $"{name}-{NetBiosName.ToLowerInvariant()}";
}
