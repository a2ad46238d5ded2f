using Keyway.Connect.Domain;
using Keyway.Connect.Terminal;

namespace Keyway.Connect.KerberosServers;

/// <summary>What a kerberos-server command works with on the domain's side.</summary>
/// <param name="Name">The Kerberos server's name in its domain.</param>
internal record DomainSideContext(string Name, DomainAccess Domain, StepLog Steps, TimeProvider Time)
{
    /// <summary>Such as <c>Kerberos server AzureADKerberos of contoso.corp.com</c>.</summary>
    public string Title => TitleOf(Name, Domain.DnsName);

    /// <inheritdoc cref="Title"/>
    public static string TitleOf(string name, string domain) => $"Kerberos server {name} of {domain}";
}
