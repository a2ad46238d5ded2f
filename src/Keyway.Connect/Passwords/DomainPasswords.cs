using Keyway.ActiveDirectory.Locator;
using Keyway.Errors;
using Keyway.Kerberos.Exchange;
using Keyway.Kerberos.Messages;

namespace Keyway.Connect.Passwords;

/// <summary>Asks a domain by Kerberos whether a password is right. Thread-safe.</summary>
internal sealed class DomainPasswords : IDisposable
{
    private readonly string _realm;
    private readonly DomainKdcs _kdcs;
    private readonly DomainArmour _armour;
    private readonly PasswordProof _proof;

    public DomainPasswords(string domain, LocatorOptions locator, ArmourCredential credential, TimeProvider time)
    {
        // A question that was sent is not sent again, neither by another protocol nor to another domain controller: each would count a wrong password.
        var transport = new KdcTransport(new KdcTransportOptions { UdpPreferenceLimit = 0, ConnectTimeout = TimeSpan.FromSeconds(1), ReplyTimeout = TimeSpan.FromSeconds(9), Retries = 0 });
        _realm = domain.ToUpperInvariant();
        _kdcs = new DomainKdcs(domain, locator, time);
        _armour = new DomainArmour(_realm, credential, transport, time);
        _proof = new PasswordProof(transport, time);
    }

    /// <summary>Finds a domain controller and signs in there as the agent's own account: what must work before any password can be checked.</summary>
    /// <returns>The domain controllers, best first.</returns>
    public async Task<Result<IReadOnlyList<KdcEndpoint>>> PrepareAsync(CancellationToken cancellationToken)
    {
        if (!(await _kdcs.GetAsync(cancellationToken)).TryGet(out var kdcs, out var refusal)
            || !(await _armour.GetAsync(kdcs, cancellationToken)).TryGet(out _, out refusal))
        {
            _kdcs.Forget();
            return refusal;
        }

        return kdcs.ToArray();
    }

    /// <param name="user">By sAMAccountName, or as an enterprise name.</param>
    /// <param name="password">UTF-8; the caller wipes it.</param>
    public async Task<Result<PasswordAnswer>> CheckAsync(PrincipalName user, ReadOnlyMemory<byte> password, CancellationToken cancellationToken)
    {
        if (!(await _kdcs.GetAsync(cancellationToken)).TryGet(out var kdcs, out var refusal)
            || !(await _armour.GetAsync(kdcs, cancellationToken)).TryGet(out var armour, out refusal))
        {
            _kdcs.Forget();
            return refusal;
        }

        var answer = await _proof.CheckAsync(_realm, user, password, kdcs, armour, cancellationToken);
        if (!answer.Succeeded)
        {
            _kdcs.Forget();
            _armour.Forget();
        }

        return answer;
    }

    public void Dispose()
    {
        _armour.Dispose();
        _kdcs.Dispose();
    }
}
