using System.Buffers.Text;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Keyway.Contracts.Graph;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Audit;
using Keyway.Server.Storage;

namespace Keyway.Server.Connectors;

/// <summary>The registered connectors.</summary>
internal sealed class ConnectorDirectory(Store store, DurableWriter writer, AuditLog audit, TimeProvider time)
{
    private const string Columns = "Id, DisplayName, Domain, SecretHash, Certificate, CreatedOn, CreatedBy";
    private const int LongestName = 64;

    public Connector? Find(Guid id) => store.Read(session => session.First($"SELECT {Columns} FROM Connector WHERE Id = @p0", Map, id));

    /// <summary>What a connector is called; null when there is none.</summary>
    public static string? NameOf(StoreSession session, Guid id) => session.First("SELECT DisplayName FROM Connector WHERE Id = @p0", row => row.GetString(0), id);

    public List<Connector> All() => store.Read(session => session.All($"SELECT {Columns} FROM Connector ORDER BY CreatedOn", Map));

    /// <summary>Registers a connector. Without a certificate the reply holds its secret, this once.</summary>
    public async Task<Result<ConnectorCredential>> RegisterAsync(ConnectorRegistration registration, Guid actorId, CancellationToken cancellation)
    {
        var name = registration.DisplayName.Trim();
        if (name.Length is 0 or > LongestName || name.Any(char.IsControl) || DomainName.Normalise(registration.DomainDnsName) is not { } domain)
            return Catalogue.AuthenticationMethods.ConnectorInvalid;
        byte[]? certificate = null;
        if (registration.Certificate is { } base64 && !ConnectorCertificate.Read(base64, time.GetUtcNow()).TryGet(out certificate, out var refusal))
            return refusal;
        var secret = certificate is null ? Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)) : null;
        var connector = new Connector(Guid.NewGuid(), name, domain, secret is null ? null : Hash(secret), certificate, time.GetUtcNow(), actorId);
        return await writer.WriteAsync<ConnectorCredential>(
            session =>
            {
                session.Execute(
                    $"INSERT INTO Connector ({Columns}) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6)",
                    connector.Id, connector.DisplayName, connector.Domain, connector.SecretHash, connector.Certificate, connector.CreatedOn, connector.CreatedBy);
                audit.Append(session, AuditActivity.ConnectorRegistered, actorId, connector.Id, ("domain", domain), ("name", name), ("certificate", Credential(connector).CertificateThumbprint ?? "none"));
                return Credential(connector) with { ClientSecret = secret };
            },
            cancellation);
    }

    /// <summary>What administrators see of a connector: everything but its secret.</summary>
    public static ConnectorCredential Credential(Connector connector) => new(
        connector.Id, connector.DisplayName, connector.Domain, CertificateThumbprint: connector.Certificate is { } der ? ConnectorCertificate.Thumbprint(der) : null);

    /// <summary>Removes a connector; its tokens stop working with it.</summary>
    public Task<Result<Connector>> RemoveAsync(Guid id, Guid actorId, CancellationToken cancellation) =>
        writer.WriteAsync<Connector>(
            session =>
            {
                if (session.First($"SELECT {Columns} FROM Connector WHERE Id = @p0", Map, id) is not { } connector)
                    return Catalogue.AuthenticationMethods.ConnectorNotFound;
                session.Execute("DELETE FROM Connector WHERE Id = @p0", id);
                audit.Append(session, AuditActivity.ConnectorRemoved, actorId, id, ("domain", connector.Domain));
                return connector;
            },
            cancellation);

    /// <summary>The connector with this id and secret; one with a certificate has none.</summary>
    public Result<Connector> Authenticate(string clientId, string secret)
    {
        var connector = Guid.TryParseExact(clientId, "D", out var id) ? Find(id) : null;
        var matches = CryptographicOperations.FixedTimeEquals(Hash(secret), connector?.SecretHash ?? new byte[SHA256.HashSizeInBytes]);
        return matches && connector is not null ? connector : Catalogue.AuthenticationMethods.ClientRefused;
    }

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    private static Connector Map(DbDataReader row) => new(row.Id(0), row.GetString(1), row.GetString(2), row.BytesOrNull(3), row.BytesOrNull(4), row.Moment(5), row.Id(6));
}
