using Keyway.Errors;
using Keyway.Kerberos;
using Keyway.Kerberos.Exchange;
using Keyway.Kerberos.Keytabs;
using Keyway.Kerberos.Messages;

namespace Keyway.Connect.Passwords;

/// <summary>The ticket of the agent's own account, got anew before it ends. Thread-safe.</summary>
internal sealed class DomainArmour(string realm, ArmourCredential credential, KdcTransport transport, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _one = new(1);
    private readonly AsExchange _exchange = new(transport, time);
    private HeldTicket? _ticket;

    /// <summary>A ticket that is good for a while.</summary>
    public async Task<Result<HeldTicket>> GetAsync(IReadOnlyList<KdcEndpoint> kdcs, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_ticket is { } held && held.EndTime - Margin > time.GetUtcNow())
                return held;
            if (!(await SignInAsync(kdcs, cancellationToken)).TryGet(out var ticket, out var refusal))
                return refusal;
            // The one before may still be in use: the collector has it, and it ends by itself.
            return _ticket = ticket;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The ticket did not do: the next check gets another.</summary>
    public void Forget() => _ticket = null;

    public void Dispose()
    {
        _ticket?.Dispose();
        _one.Dispose();
    }

    private async Task<Result<HeldTicket>> SignInAsync(IReadOnlyList<KdcEndpoint> kdcs, CancellationToken cancellationToken)
    {
        if (credential is ArmourCredential.Password password)
            return await _exchange.SignInAsync(realm, PrincipalName.Enterprise(password.UserPrincipalName), password.Secret, kdcs, cancellationToken);

        // Read each time: the computer changes its password by itself.
        var file = (ArmourCredential.Keytab)credential;
        if (!KeytabFile.Read(file.Path).TryGet(out var keytab, out var refusal))
            return refusal;
        using (keytab)
        {
            return Account(keytab, file.Account) is { } account
                ? await _exchange.SignInAsync(realm, account, keytab, kdcs, cancellationToken)
                : new Refusal(Catalogue.ConnectPasswords.KeytabAccountMissing, file.Path);
        }
    }

    private PrincipalName? Account(Keytab keytab, string? named) => named is not null
        ? PrincipalName.User(named)
        : keytab.FirstOrDefault(entry =>
            entry.Realm.Equals(realm, StringComparison.OrdinalIgnoreCase) && entry.Principal.Components is [var name] && name.EndsWith('$'))?.Principal;
}
