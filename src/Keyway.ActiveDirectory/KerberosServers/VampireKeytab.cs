using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Keyway.ActiveDirectory.Dns;
using Keyway.ActiveDirectory.Keytabs;
using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Locator;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>One run of <c>net rpc vampire keytab</c> in a private folder with a configuration of its own: nothing of the host's Samba is read or written.</summary>
internal sealed partial class VampireKeytab(DomainController domainController, DomainCredential credential)
{
    private const string Program = "/usr/bin/net";
    private const int MaximumFile = 1 << 20;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>The keys of one account, in all generations that the domain keeps. The caller disposes of them.</summary>
    public async Task<Result<Keytab>> RunAsync(KerberosServerDescription server, CancellationToken cancellationToken)
    {
        if (Check(server) is { } unusable)
            return unusable;

        using var folder = PrivateFolder.Create("keytab", "password");
        folder.Write("smb.conf", SambaConfiguration(server, folder.Path));
        folder.Write("krb5.conf", KerberosConfiguration(server));
        folder.Write("hosts", $"{domainController.Address} {domainController.HostName}\n");
        var keytab = folder.PathOf("keytab");
        var start = new ProcessStartInfo(Program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder.Path,
        };
        AddArguments(start, server, folder, keytab);
        AddEnvironment(start, folder);

        if (!(await RunAsync(start, cancellationToken).ConfigureAwait(false)).TryGet(out var said, out var refusal))
            return refusal;

        // The file is made even when nothing was replicated, and the exit code alone does not say why.
        if (said.ExitCode != 0 || !File.Exists(keytab))
            return VampireRefusals.For(said.Output, credential);
        return Read(keytab);
    }

    // What goes into files of name = value lines must not be able to start a line of its own.
    private Refusal? Check(KerberosServerDescription server)
    {
        if (!HostName.IsValid(domainController.HostName) || !HostName.IsValid(server.DomainDnsName) || !NetBiosName().IsMatch(server.NetBiosName) || !server.UserAccount.StartsWith("CN=", StringComparison.OrdinalIgnoreCase))
            return new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, "the names of the domain");
        return credential switch
        {
            DomainCredential.Password password when password.Secret.Length == 0 || password.Secret.AsSpan().ContainsAny('\n', '\r', '\0') =>
                new Refusal(Catalogue.ActiveDirectory.CredentialUnusable, "the password is empty or has a line break"),
            DomainCredential.Password password when password.UserPrincipalName.Length == 0 || password.UserPrincipalName.Any(c => c == '%' || char.IsControl(c)) =>
                new Refusal(Catalogue.ActiveDirectory.CredentialUnusable, "the user name"),
            _ => null,
        };
    }

    private static string SambaConfiguration(KerberosServerDescription server, string folder) =>
        $"""
        [global]
        workgroup = {server.NetBiosName}
        realm = {server.DomainDnsName.ToUpperInvariant()}
        netbios name = KEYWAY
        private dir = {folder}
        state directory = {folder}
        cache directory = {folder}
        lock directory = {folder}
        pid directory = {folder}
        log file = {folder}/log
        resolv:host file = {folder}/hosts
        name resolve order = host
        kerberos method = secrets only
        client min protocol = SMB2
        client ipc signing = required

        """;

    private string KerberosConfiguration(KerberosServerDescription server) =>
        $$"""
        [libdefaults]
        default_realm = {{server.DomainDnsName.ToUpperInvariant()}}
        rdns = false
        dns_canonicalize_hostname = false
        [realms]
        {{server.DomainDnsName.ToUpperInvariant()}} = {
        kdc = {{domainController.Address}}
        }
        [domain_realm]
        {{server.DomainDnsName}} = {{server.DomainDnsName.ToUpperInvariant()}}
        .{{server.DomainDnsName}} = {{server.DomainDnsName.ToUpperInvariant()}}

        """;

    private void AddArguments(ProcessStartInfo start, KerberosServerDescription server, PrivateFolder folder, string keytab)
    {
        string[] fixedPart =
        [
            "rpc", "vampire", "keytab", keytab, server.UserAccount, "--single-obj-repl",
            "-S", domainController.HostName, "-I", domainController.Address.ToString(), "--configfile=" + folder.PathOf("smb.conf"),
        ];
        foreach (var argument in fixedPart)
            start.ArgumentList.Add(argument);

        // The program seals this replication by NTLM whatever else it could: trying Kerberos first would only take time and blur the reason of a refusal.
        string[] who = credential switch
        {
            DomainCredential.Password password => ["-U", password.UserPrincipalName, "--use-kerberos=off"],
            DomainCredential.Ccache cache => ["--use-krb5-ccache=" + NameOf(cache), "--use-kerberos=required"],
            _ => [],
        };
        foreach (var argument in who)
            start.ArgumentList.Add(argument);
    }

    private void AddEnvironment(ProcessStartInfo start, PrivateFolder folder)
    {
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/sbin:/usr/bin:/sbin:/bin";
        start.Environment["LC_ALL"] = "C";
        start.Environment["HOME"] = start.Environment["TMPDIR"] = folder.Path;
        start.Environment["KRB5_CONFIG"] = folder.PathOf("krb5.conf");
        if (credential is DomainCredential.Password password)
            start.Environment["PASSWD_FILE"] = folder.Write("password", password.Secret + "\n");
        else if (credential is DomainCredential.Ccache cache)
            start.Environment["KRB5CCNAME"] = NameOf(cache);
    }

    private static string NameOf(DomainCredential.Ccache cache) => cache.Path.StartsWith("FILE:", StringComparison.Ordinal) ? cache.Path : "FILE:" + System.IO.Path.GetFullPath(cache.Path);

    private static async Task<Result<(int ExitCode, string Output)>> RunAsync(ProcessStartInfo start, CancellationToken cancellationToken)
    {
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            return new Refusal(Catalogue.ActiveDirectory.LibraryMissing, $"samba-common-bin: {missing.Message}");
        }

        using (process)
        using (var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))
        {
            limit.CancelAfter(Limit);
            try
            {
                process.StandardInput.Close();
                var error = process.StandardError.ReadToEndAsync(limit.Token);
                var output = process.StandardOutput.ReadToEndAsync(limit.Token);
                var text = new StringBuilder().Append(await error.ConfigureAwait(false)).Append(await output.ConfigureAwait(false));
                await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
                return (process.ExitCode, text.ToString());
            }
            catch (OperationCanceledException)
            {
                process.Kill(true);
                await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
                return new Refusal(Catalogue.ActiveDirectory.OperationTimedOut, "net rpc vampire keytab");
            }
        }
    }

    private static Result<Keytab> Read(string path)
    {
        if (new FileInfo(path).Length > MaximumFile)
            return new Refusal(Catalogue.ActiveDirectory.KeytabMalformed, "length");

        var bytes = File.ReadAllBytes(path);
        try
        {
            return Keytab.Parse(bytes);
        }
        finally
        {
            System.Security.Cryptography.CryptographicOperations.ZeroMemory(bytes);
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9_&!@#$^()'{}~.-]{1,15}\z", RegexOptions.CultureInvariant)]
    private static partial Regex NetBiosName();
}
