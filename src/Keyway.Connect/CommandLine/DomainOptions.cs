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
/// <param name="inputs">Defaults, and secrets from standard input.</param>
/// <param name="accountSignsIn">False for a command whose <c>--account-file</c> means something else.</param>
internal sealed class DomainOptions(SharedInputs inputs, bool accountSignsIn = true)
{
    private readonly Option<string?> _domain = new("--domain") { Description = "DNS name of the domain.", HelpName = "NAME" };
    private readonly Option<string?> _user = new("--domain-user") { Description = "Who signs in to the domain, as a user principal name.", HelpName = "UPN" };
    private readonly Option<string?> _passwordFile = new("--domain-password-file") { Description = "File of mode 0600 with the password, or - for standard input; without it the password is asked for.", HelpName = "FILE" };
    private readonly Option<string?> _ccache = new("--domain-ccache") { Description = "Sign in to the domain with the Kerberos tickets of this cache.", HelpName = "FILE" };
    private readonly Option<string?> _accountFile = new("--account-file") { Description = "File of mode 0600 with the Kerberos server's own account: it signs in when nobody else does, and reads the key.", HelpName = "FILE" };
    private readonly Option<string?> _caFile = new("--domain-ca-file") { Description = "PEM file of the CA that issued the domain controllers' certificates.", HelpName = "FILE" };
    private readonly Option<string?> _nameserver = new("--nameserver") { Description = "DNS server to ask for domain controllers.", HelpName = "ADDRESS" };
    private readonly Option<string[]> _domainController = new("--domain-controller") { Description = "Use this domain controller and ask no DNS; may be repeated.", HelpName = "HOST[=ADDRESS]" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _domain, _user, _passwordFile, _ccache, _caFile, _nameserver, _domainController })
            command.Options.Add(option);
        if (accountSignsIn)
            command.Options.Add(_accountFile);
    }

    /// <summary>Only the option that says which domain.</summary>
    public void AddNameTo(Command command) => command.Options.Add(_domain);

    /// <summary>Only which domain: for a command that does not go there.</summary>
    public Result<string> ReadName(ParseResult line)
    {
        if (!inputs.Defaults(line).TryGet(out var defaults, out var refusal))
            return refusal;
        return (line.GetValue(_domain) ?? defaults.Domain) is { } name
            ? DomainName.Parse(name)
            : new Refusal(Catalogue.Connect.OptionInvalid, "--domain says which domain");
    }

    /// <summary>Which domain and how to find it: for who signs in there by other means.</summary>
    public Result<(string Domain, LocatorOptions Locator)> ReadPlace(ParseResult line)
    {
        if (!inputs.Defaults(line).TryGet(out var defaults, out var refusal) || !ReadName(line).TryGet(out var domain, out refusal))
            return refusal;

        IPEndPoint? nameserver = null;
        if ((line.GetValue(_nameserver) ?? defaults.Nameserver) is { } text)
        {
            if (!IPAddress.TryParse(text, out var address))
                return new Refusal(Catalogue.Connect.OptionInvalid, "--nameserver takes an IP address");
            nameserver = new IPEndPoint(address, 53);
        }

        return (domain, new LocatorOptions { DnsServer = nameserver, Hosts = line.GetValue(_domainController) ?? [] });
    }

    /// <summary>Reads them, and the secrets that they name.</summary>
    public Result<DomainAccess> Read(ParseResult line)
    {
        if (!inputs.Defaults(line).TryGet(out var defaults, out var refusal) || !ReadPlace(line).TryGet(out var place, out refusal))
            return refusal;
        var (domain, locator) = place;
        if (!ReadAccount(line, domain, defaults).TryGet(out var account, out refusal))
            return refusal;
        if (!ReadCredential(line, account.Credential).TryGet(out var credential, out refusal))
            return refusal;
        var trust = (line.GetValue(_caFile) ?? defaults.DomainCaFile) is { } caFile ? TlsTrust.File(caFile) : TlsTrust.System;
        return new DomainAccess(domain, credential, trust, locator, account.Credential);
    }

    // The config file may name an account file that set is yet to write; that matters only when nobody else signs in.
    private Result<OwnAccount> ReadAccount(ParseResult line, string domain, Defaults defaults)
    {
        if (!accountSignsIn)
            return OwnAccount.None;
        var othersSignIn = line.GetValue(_user) is not null || line.GetValue(_ccache) is not null;
        var path = line.GetValue(_accountFile) ?? (othersSignIn && !File.Exists(defaults.AccountFile) ? null : defaults.AccountFile);
        if (path is null)
            return OwnAccount.None;
        if (!AccountFile.Read(path).TryGet(out var account, out var refusal))
            return refusal;
        return account.Domain.Equals(domain, StringComparison.OrdinalIgnoreCase)
            ? new OwnAccount(new DomainCredential.Password(account.UserPrincipalName, account.Password))
            : new Refusal(Catalogue.Connect.AccountFileOfAnother, account.Domain);
    }

    private Result<DomainCredential> ReadCredential(ParseResult line, DomainCredential.Password? account)
    {
        var (user, passwordFile, ccache) = (line.GetValue(_user), line.GetValue(_passwordFile), line.GetValue(_ccache));
        if (ccache is not null)
        {
            return user is null && passwordFile is null
                ? new DomainCredential.Ccache(ccache)
                : new Refusal(Catalogue.Connect.OptionInvalid, "--domain-ccache stands alone, without --domain-user and --domain-password-file");
        }

        if (user is null)
        {
            if (passwordFile is not null)
                return new Refusal(Catalogue.Connect.OptionInvalid, "--domain-password-file is the password of --domain-user");
            return account is not null ? account : new Refusal(Catalogue.Connect.SignInMissing, "to the domain: " + string.Join(", ", Ways));
        }

        if (!user.Contains('@', StringComparison.Ordinal))
            return new Refusal(Catalogue.Connect.OptionInvalid, "--domain-user takes a user principal name such as administrator@contoso.corp.com");
        if (!inputs.Secrets(line).TryGet(out var given, out var refusal))
            return refusal;
        if (given.DomainPassword is not null && passwordFile is not null)
            return new Refusal(Catalogue.Connect.OptionInvalid, "the password comes from --domain-password-file or from standard input, not from both");
        var secret = (given.DomainPassword, passwordFile) switch
        {
            ({ } password, _) => password,
            (_, { } file) => SecretFile.ReadText(file),
            _ => HiddenPrompt.Ask("Password of " + user, "--domain-password-file"),
        };
        return secret.TryGet(out var text, out refusal) ? new DomainCredential.Password(user, text) : refusal;
    }

    private string[] Ways => accountSignsIn ? ["--domain-user", "--domain-ccache", "--account-file"] : ["--domain-user", "--domain-ccache"];

    // A result holds no null, and no account file is no refusal.
    private sealed record OwnAccount(DomainCredential.Password? Credential)
    {
        public static OwnAccount None { get; } = new((DomainCredential.Password?)null);
    }
}
