using System.CommandLine;
using System.Net;
using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Locator;
using Keyway.Connect.Domain;
using Keyway.Connect.Secrets;
using Keyway.Connect.Terminal;
using Keyway.Errors;

namespace Keyway.Connect.CommandLine;

/// <summary>The options that say which domain, as whom, and how to find its domain controllers.</summary>
internal sealed class DomainOptions
{
    private readonly Option<string> _domain = new("--domain") { Description = "DNS name of the domain.", HelpName = "NAME", Required = true };
    private readonly Option<string?> _user = new("--domain-user") { Description = "Who signs in to the domain, as a user principal name.", HelpName = "UPN" };
    private readonly Option<string?> _passwordFile = new("--domain-password-file") { Description = "File of mode 0600 with the password, or - for standard input; without it the password is asked for.", HelpName = "FILE" };
    private readonly Option<string?> _ccache = new("--domain-ccache") { Description = "Sign in to the domain with the Kerberos tickets of this cache.", HelpName = "FILE" };
    private readonly Option<string?> _caFile = new("--domain-ca-file") { Description = "PEM file of the CA that issued the domain controllers' certificates.", HelpName = "FILE" };
    private readonly Option<string?> _nameserver = new("--nameserver") { Description = "DNS server to ask for domain controllers.", HelpName = "ADDRESS" };
    private readonly Option<string[]> _domainController = new("--domain-controller") { Description = "Use this domain controller and ask no DNS; may be repeated.", HelpName = "HOST[=ADDRESS]" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _domain, _user, _passwordFile, _ccache, _caFile, _nameserver, _domainController })
            command.Options.Add(option);
    }

    /// <summary>Reads them, and the password.</summary>
    public Result<DomainAccess> Read(ParseResult line)
    {
        if (!DomainName.Parse(line.GetRequiredValue(_domain)).TryGet(out var domain, out var refusal))
            return refusal;

        IPEndPoint? nameserver = null;
        if (line.GetValue(_nameserver) is { } text)
        {
            if (!IPAddress.TryParse(text, out var address))
                return new Refusal(Catalogue.Connect.OptionInvalid, "--nameserver takes an IP address");
            nameserver = new IPEndPoint(address, 53);
        }

        if (!ReadCredential(line).TryGet(out var credential, out refusal))
            return refusal;
        var trust = line.GetValue(_caFile) is { } caFile ? TlsTrust.File(caFile) : TlsTrust.System;
        return new DomainAccess(domain, credential, trust, new LocatorOptions { DnsServer = nameserver, Hosts = line.GetValue(_domainController) ?? [] });
    }

    private Result<DomainCredential> ReadCredential(ParseResult line)
    {
        var (user, passwordFile, ccache) = (line.GetValue(_user), line.GetValue(_passwordFile), line.GetValue(_ccache));
        if (ccache is not null)
        {
            return user is null && passwordFile is null
                ? new DomainCredential.Ccache(ccache)
                : new Refusal(Catalogue.Connect.OptionInvalid, "--domain-ccache stands alone, without --domain-user and --domain-password-file");
        }

        if (user is null)
            return new Refusal(Catalogue.Connect.OptionInvalid, "--domain-user or --domain-ccache says who signs in to the domain");
        if (!user.Contains('@', StringComparison.Ordinal))
            return new Refusal(Catalogue.Connect.OptionInvalid, "--domain-user takes a user principal name such as administrator@contoso.corp.com");
        var secret = passwordFile is null ? HiddenPrompt.Ask("Password of " + user, "--domain-password-file") : SecretFile.ReadText(passwordFile);
        return secret.TryGet(out var password, out var refusal) ? new DomainCredential.Password(user, password) : refusal;
    }
}
