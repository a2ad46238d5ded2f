using Keyway.ActiveDirectory.KerberosServers;
using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Locator;
using Keyway.Errors;
using Keyway.KeyList.Settings;

namespace Keyway.KeyList.Answering;

/// <summary>The Kerberos server's own account, signed in at one domain controller: LDAP to look at accounts, replication to read secrets.</summary>
internal sealed class DomainSeat : IDisposable
{
    private readonly DomainConnection _connection;
    private readonly RevealedSecrets _secrets;

    private DomainSeat(DomainConnection connection, KerberosServerDescription server, RevealedSecrets secrets, DateTimeOffset openedOn)
    {
        _connection = connection;
        Server = server;
        _secrets = secrets;
        OpenedOn = openedOn;
    }

    public KerberosServerDescription Server { get; }

    public DateTimeOffset OpenedOn { get; }

    /// <summary>Signs in at the first domain controller that lets it; the refusal is that of the last one.</summary>
    public static async Task<Result<DomainSeat>> OpenAsync(CompanionSettings settings, OwnAccount account, TimeProvider time, CancellationToken cancellationToken)
    {
        var options = new LocatorOptions { Hosts = settings.Hosts, RequireKdc = true };
        if (!(await new DomainControllerLocator().LocateAsync(settings.Domain, options, cancellationToken)).TryGet(out var controllers, out var refusal))
            return refusal;
        foreach (var controller in controllers)
        {
            if ((await OpenAsync(controller, settings, account, time, cancellationToken)).TryGet(out var seat, out refusal))
                return seat;
        }

        return refusal ?? new Refusal(Catalogue.ActiveDirectory.NoDomainController, settings.Domain);
    }

    /// <inheritdoc cref="RevealedSecrets.ReadServerKeysAsync"/>
    public Task<Result<IReadOnlyList<KerberosServerSecret>>> ReadServerKeysAsync(CancellationToken cancellationToken) => _secrets.ReadServerKeysAsync(cancellationToken);

    /// <summary>The NT hash of whoever has this SID, when he is one who may have it: the companion's own rules first, then the domain controller's.</summary>
    public async Task<Result<byte[]>> ReadNtHashAsync(Kerberos.Pac.SecurityIdentifier sid, CancellationToken cancellationToken)
    {
        if (!(await RevealCandidate.FindAsync(_connection, sid, cancellationToken)).TryGet(out var account, out var refusal))
            return refusal;
        if (!account.IsPerson || account.IsProtected)
            return new Refusal(Catalogue.KeyList.AccountUnsuitable, account.IsPerson ? "a member of Protected Users" : "no ordinary user");
        return await _secrets.ReadNtHashAsync(account, cancellationToken);
    }

    public void Dispose()
    {
        _secrets.Dispose();
        _connection.Dispose();
    }

    private static async Task<Result<DomainSeat>> OpenAsync(DomainController controller, CompanionSettings settings, OwnAccount account, TimeProvider time, CancellationToken cancellationToken)
    {
        var trust = settings.CaFile is { } file ? TlsTrust.File(file) : TlsTrust.System;
        if (!(await DomainConnection.OpenAsync(controller, account.Credential, trust, null, cancellationToken)).TryGet(out var connection, out var refusal))
            return refusal;
        if ((await new KerberosServerObjects(connection, time).ReadAsync(account.Name, cancellationToken)).TryGet(out var server, out refusal)
            && (await RevealedSecrets.OpenAsync(controller, account.Credential, server, time, cancellationToken)).TryGet(out var secrets, out refusal))
            return new DomainSeat(connection, server, secrets, time.GetUtcNow());
        connection.Dispose();
        return refusal;
    }
}
