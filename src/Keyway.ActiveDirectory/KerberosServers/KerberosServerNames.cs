using Keyway.Errors;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>The names of the objects that belong to one Kerberos server.</summary>
public sealed record KerberosServerNames
{
    public const string DefaultName = "AzureADKerberos";

    /// <summary>The vendor's name for the service connection point of the default Kerberos server.</summary>
    public const string DefaultServiceConnectionPoint = "900274c4-b7d2-43c8-90ee-00a9f650e335";

    private const string DefaultUserName = "krbtgt_AzureAD";

    private KerberosServerNames(string name) => Name = name;

    /// <summary>Common name of the computer.</summary>
    public string Name { get; }

    public string ComputerAccountName => Name + "$";

    /// <summary>Common name of the krbtgt account; its account name is chosen by the domain controller.</summary>
    public string UserName => IsDefault ? DefaultUserName : "krbtgt_" + Name;

    /// <summary>Common name of the service connection point under CN=AzureAD,CN=System.</summary>
    public string ServiceConnectionPointName => IsDefault ? DefaultServiceConnectionPoint : Name;

    /// <summary>Common name of the server object where another domain of the forest has the plain one.</summary>
    public string ServerNameIn(string domainDnsName) => $"{Name}.{domainDnsName}";

    private bool IsDefault => Name.Equals(DefaultName, StringComparison.OrdinalIgnoreCase);

    /// <summary>Refuses with <c>KW1500</c> a name that Active Directory would not take, or whose objects would be those of another Kerberos server.</summary>
    public static Result<KerberosServerNames> Parse(string name)
    {
        if (name.Length is 0 or > 15
            || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            || name[0] == '-' || name[^1] == '-'
            || name.All(char.IsAsciiDigit))
            return new Refusal(Catalogue.KerberosServerObject.NameInvalid, name);

        var names = new KerberosServerNames(name);
        return !names.IsDefault && names.UserName.Equals(DefaultUserName, StringComparison.OrdinalIgnoreCase)
            ? new Refusal(Catalogue.KerberosServerObject.NameInvalid, name)
            : names;
    }
}
