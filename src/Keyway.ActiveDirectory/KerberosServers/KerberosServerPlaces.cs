using Keyway.ActiveDirectory.Ldap;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>Where the objects of a Kerberos server are made; administrators may move computer and krbtgt account afterwards.</summary>
internal sealed class KerberosServerPlaces(RootDse root, KerberosServerNames names)
{
    public string ComputerParentDn => $"OU=Domain Controllers,{root.DomainDn}";

    public string ComputerDn => $"CN={names.Name},{ComputerParentDn}";

    public string UserParentDn => $"CN=Users,{root.DomainDn}";

    public string UserDn => $"CN={names.UserName},{UserParentDn}";

    public string ContainerParentDn => $"CN=System,{root.DomainDn}";

    public string ContainerDn => $"CN=AzureAD,{ContainerParentDn}";

    public string ConnectionPointDn => $"CN={names.ServiceConnectionPointName},{ContainerDn}";

    public string SitesDn => $"CN=Sites,{root.ConfigurationDn}";

    /// <summary>Where the server objects of the domain controller's own site stand; null when it did not say.</summary>
    public string? SiteServersDn => root.ServerDn is { } server ? DistinguishedName.ParentOf(server) : null;

    /// <summary>The category of a read-only domain controller's settings.</summary>
    public string SettingsCategoryDn => $"CN=NTDS-DSA-RO,CN=Schema,{root.ConfigurationDn}";
}
