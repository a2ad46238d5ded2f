using Keyway.ActiveDirectory.Computers;
using Keyway.ActiveDirectory.DeviceRegistration;
using Keyway.Device.IdentityServer;
using Keyway.Errors;

namespace Keyway.Device.Joining.Hybrid;

/// <summary>The journey's step <i>Service connection point</i>: who this computer is, which server its domain names, and that this server is who it shall be.</summary>
/// <param name="given">The server that a person named, or null for the one that the domain names.</param>
/// <param name="trusted">The authorities that a person named, or null for the one that the domain names.</param>
internal sealed class ConnectionPointSearch(ServerAddress? given, ServerTrust? trusted)
{
    /// <summary>Reads the domain, then asks the server; the server's tenant must be the domain's.</summary>
    public async Task<Result<HybridPlace>> FindAsync(ComputerSession session, CancellationToken cancellationToken)
    {
        if (!(await OwnComputer.ReadAsync(session.Connection, session.Account.Name, cancellationToken)).TryGet(out var account, out var refusal)
            || !(await ReadAsync(session, cancellationToken)).TryGet(out var point, out refusal)
            || !Address(point).TryGet(out var address, out refusal)
            || !(await TrustAsync(point, address, cancellationToken)).TryGet(out var trust, out refusal))
            return refusal;

        using var server = new IdentityServerClient(address, trust, Guid.NewGuid());
        if (!(await server.DiscoverAsync(cancellationToken)).TryGet(out var tenant, out refusal))
            return refusal;
        return tenant.TenantInfo.TenantId == point.TenantId
            ? new HybridPlace(account, session.Connection.DomainController.HostName, address, trust, tenant)
            : new Refusal(Catalogue.Device.ConnectionPointForeign, $"the domain names {point.TenantId}, {address} is {tenant.TenantInfo.TenantId}");
    }

    /// <summary>What the domain says.</summary>
    public static async Task<Result<RegistrationPoint>> ReadAsync(ComputerSession session, CancellationToken cancellationToken)
    {
        var read = await new ServiceConnectionPoint(session.Connection).ReadAsync(cancellationToken);
        return read.Succeeded || read.Refusal.Error != Catalogue.ActiveDirectory.RegistrationPointMissing ? read : new Refusal(Catalogue.Device.ConnectionPointMissing, read.Refusal.Detail);
    }

    /// <summary>The server to speak to.</summary>
    public Result<ServerAddress> Address(RegistrationPoint point)
    {
        if (given is not null)
            return given;
        return point.Server is { } named ? ServerAddress.Parse(named.AbsoluteUri) : Catalogue.Device.ServerNotNamed;
    }

    /// <summary>Who may certify it: the CA file that a person gave, else the authority that the domain names, else those of the system.</summary>
    public async Task<Result<ServerTrust>> TrustAsync(RegistrationPoint point, ServerAddress address, CancellationToken cancellationToken)
    {
        if (trusted is not null)
            return trusted;
        return point.AuthoritySha256 is { } sha256 ? await PinnedAuthority.FindAsync(address, sha256, cancellationToken) : ServerTrust.System;
    }
}
