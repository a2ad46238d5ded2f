namespace Keyway.Lab.Components;

/// <summary>What a computer of the domain has in /etc: name resolution, Kerberos and Samba client settings. Seen only inside <c>lab exec</c>.</summary>
internal static class ClientFiles
{
    public static void Write(LabFolder folder, LabRecord record)
    {
        File.WriteAllText(folder.Hosts, $"""
            127.0.0.1 localhost
            ::1 localhost
            {record.DomainControllerAddress} {Domain.ControllerHost} dc1
            {record.ControllerAddress(LabDomain.Fabrikam)} {LabDomain.Fabrikam.ControllerHost} dc2
            {record.IntranetAddress} {Domain.IntranetHost} intranet

            """);
        foreach (var domain in new[] { LabDomain.Contoso, LabDomain.Fabrikam })
        {
            File.WriteAllText(folder.ResolverOf(domain), $"""
                search {domain.DnsName}
                nameserver {record.ControllerAddress(domain)}

                """);
        }

        File.WriteAllText(folder.KerberosConfiguration, $$"""
            [libdefaults]
                default_realm = {{Domain.Realm}}
                dns_lookup_realm = false
                dns_lookup_kdc = false
                dns_canonicalize_hostname = false
                rdns = false

            [realms]
                {{Domain.Realm}} = {
                    kdc = {{record.DomainControllerAddress}}
                    admin_server = {{record.DomainControllerAddress}}
                }
                {{LabDomain.Fabrikam.Realm}} = {
                    kdc = {{record.ControllerAddress(LabDomain.Fabrikam)}}
                    admin_server = {{record.ControllerAddress(LabDomain.Fabrikam)}}
                }

            [domain_realm]
                .{{Domain.DnsName}} = {{Domain.Realm}}
                {{Domain.DnsName}} = {{Domain.Realm}}
                .{{LabDomain.Fabrikam.DnsName}} = {{LabDomain.Fabrikam.Realm}}

            """);
        File.WriteAllText(folder.SambaClientConfiguration, $"""
            [global]
                workgroup = {Domain.NetBiosName}
                realm = {Domain.Realm}
                netbios name = PC1
                interfaces = 127.0.0.1/8
                private dir = {folder.Client}
                state directory = {folder.Client}
                cache directory = {folder.Client}
                lock directory = {folder.Client}
                pid directory = {folder.Client}
                kerberos method = secrets only
                disable netbios = yes

            """);
    }
}
