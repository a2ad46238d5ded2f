namespace Keyway.Lab.Components;

/// <summary>sssd as a computer of the domain has it. Where it keeps what it knows is compiled into it.</summary>
internal static class Sssd
{
    /// <summary>Where it answers name services; there once it is up.</summary>
    public const string Socket = "/var/lib/sss/pipes/nss";

    // $1 the lab's folder, $2 sssd's configuration, $3 the computer's keytab. The folder may lie below /var/lib, and what is written there must not stay in this computer's own.
    public const string Script = """
        if [ ! -e /run/sssd ]; then
            mkdir -p /run/sssd/below/sss "/run/sssd/$1" && mount --bind "$1" "/run/sssd/$1" && mount -t overlay -o lowerdir=/run/sssd/below:/var/lib overlay /var/lib &&
            mount --bind "/run/sssd/$1" "$1" && mount -t tmpfs -o mode=755 tmpfs /var/lib/sss &&
            mkdir -p /etc/sssd/conf.d /var/lib/sss/db /var/lib/sss/mc /var/lib/sss/pipes/private /var/lib/sss/pubconf/krb5.include.d /var/lib/sss/gpo_cache || exit 5
        fi
        rm --force /run/sssd.pid
        install -m 600 "$2" /etc/sssd/sssd.conf && install -m 600 "$3" /etc/krb5.keytab && exec sssd --interactive --logger=stderr --debug-level=2
        """;

    /// <summary>What an administrator writes who lets a computer take its users from its domain by sssd.</summary>
    /// <param name="settings">More lines of the domain.</param>
    public static string Configuration(params IEnumerable<string> settings) => $"""
        [sssd]
        services = nss
        domains = {Domain.DnsName}

        [domain/{Domain.DnsName}]
        id_provider = ad
        access_provider = permit
        ad_hostname = {Domain.ComputerName.ToLowerInvariant()}.{Domain.DnsName}
        dyndns_update = false
        ad_maximum_machine_account_password_age = 0
        default_shell = /bin/bash
        {string.Join('\n', settings)}

        """;
}
