using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Locator;
using Keyway.Connect.Terminal;
using Keyway.Errors;

namespace Keyway.Connect.Domain;

/// <summary>An open connection to a writable domain controller, with what is needed to speak to the same one by other protocols.</summary>
internal sealed class DomainSession(DomainController domainController, DomainCredential credential, DomainConnection connection) : IDisposable
{
    public DomainController DomainController { get; } = domainController;

    public DomainCredential Credential { get; } = credential;

    public DomainConnection Connection { get; } = connection;

    /// <summary>The steps <i>Find a domain controller</i> and <i>Sign in to the domain</i>.</summary>
    public static async Task<Result<DomainSession>> OpenAsync(DomainAccess access, StepLog steps, CancellationToken cancellationToken)
    {
        var located = await steps.RunAsync(
            "Find a domain controller",
            () => new DomainControllerLocator().LocateAsync(access.DnsName, access.Locator, cancellationToken),
            found => $"{found[0].HostName} ({found[0].Address})" + (found.Count > 1 ? $" and {found.Count - 1} more" : ""));
        return located.TryGet(out var domainControllers, out var refusal)
            ? await steps.RunAsync("Sign in to the domain", () => ConnectAsync(access, domainControllers, cancellationToken), session => $"{Name(access.Credential)} at {session.DomainController.HostName}")
            : refusal;
    }

    /// <summary>A second connection to the same domain controller, of which nobody is told.</summary>
    public Task<Result<DomainSession>> OpenAnotherAsync(DomainAccess access, CancellationToken cancellationToken) => ConnectAsync(access, [DomainController], cancellationToken);

    public void Dispose() => Connection.Dispose();

    private static async Task<Result<DomainSession>> ConnectAsync(DomainAccess access, IReadOnlyList<DomainController> domainControllers, CancellationToken cancellationToken)
    {
        // A Samba DC takes a Kerberos bind only with Kerberos' own encryption; a password goes only through TLS.
        var options = new DomainConnectionOptions { Transport = access.Credential is DomainCredential.Ccache ? LdapTransport.KerberosSealed : LdapTransport.Ldaps };
        Refusal last = Catalogue.ActiveDirectory.NoDomainController;

        // All of us at one domain controller, while it answers: two administrators meet there, and a check does not look where a change has yet to arrive.
        foreach (var domainController in domainControllers.OrderByDescending(candidate => candidate.Flags.HasFlag(DomainControllerFlags.PrimaryDomainController)))
        {
            var opened = await DomainConnection.OpenAsync(domainController, access.Credential, access.Trust, options, cancellationToken);
            if (opened.TryGet(out var connection, out var refusal))
                return new DomainSession(domainController, access.Credential, connection);
            last = refusal;

            // Wrong credentials are wrong everywhere, and trying them everywhere would lock the account.
            if (!IsOfThisDomainController(refusal.Error))
                break;
        }

        return last;
    }

    private static bool IsOfThisDomainController(KeywayError error) =>
        error == Catalogue.ActiveDirectory.Unreachable || error == Catalogue.ActiveDirectory.OperationTimedOut
        || error == Catalogue.ActiveDirectory.ConnectionLost || error == Catalogue.ActiveDirectory.TlsFailed;

    private static string Name(DomainCredential credential) => credential is DomainCredential.Password password ? password.UserPrincipalName : "Kerberos tickets";
}
