using System.Security.Cryptography;
using Keyway.Contracts;
using Keyway.Errors;
using Keyway.Server.Sealing;
using Keyway.Server.Storage;
using Keyway.Server.Tenants;

namespace Keyway.Server.KerberosServers;

/// <summary>Takes in, shows and removes Kerberos servers. Keys go in and never come out.</summary>
internal sealed partial class KerberosServerService(
    Store store, DurableWriter writer, Sealer sealer, PublicationKeys publicationKeys, Tenant tenant, TimeProvider time, ILogger<KerberosServerService> log)
{
    /// <summary>The living servers of a domain.</summary>
    public IReadOnlyList<KerberosServer> List(string domain) => store.Read(session => KerberosServerTable.Of(session, domain));

    /// <summary>The living server of that name, or null.</summary>
    public KerberosServer? Find(string domain, string name) =>
        store.Read(session => KerberosServerTable.Find(session, domain, name)) is { IsRemoved: false } server ? server : null;

    /// <summary>Opens a publication, checks it, and puts its key in force.</summary>
    /// <param name="domain">Of the address, lower case; that the sender may write it has been checked.</param>
    public async Task<Result<KerberosServer>> PublishAsync(string domain, string name, string jwe, CancellationToken cancellation)
    {
        if (!publicationKeys.Open(jwe).TryGet(out var content, out var refusal))
            return refusal;
        var isPublication = ContractsJson.TryRead(content, ContractsJson.Default.KerberosServerPublication, out var publication);
        CryptographicOperations.ZeroMemory(content);
        if (!isPublication)
            return Catalogue.KerberosServers.PublicationMalformed;
        if (!OpenedPublication.Check(publication!, tenant.Id, domain, name, time.GetUtcNow()).TryGet(out var opened, out refusal))
            return refusal;

        using (opened)
        {
            var sealedKey = sealer.Seal(opened.Server.SealPurpose, opened.Key);
            var done = await writer.WriteAsync(session => Put(session, opened.Server, sealedKey), cancellation);
            if (done.TryGet(out var server, out refusal))
                LogPublished(server.Domain, server.Name, server.BranchId, server.TicketKeyVersion, server.KeyVersion);
            return done;
        }
    }

    /// <summary>Removes a server with its key; only a publication made later brings it back.</summary>
    public async Task<Result<string>> RemoveAsync(string domain, string name, CancellationToken cancellation)
    {
        var done = await writer.WriteAsync<string>(
            session => KerberosServerTable.Remove(session, domain, name) ? name : Catalogue.KerberosServers.ServerNotFound, cancellation);
        if (done.Succeeded)
            LogRemoved(domain, name);
        return done;
    }

    private static Result<KerberosServer> Put(StoreSession session, KerberosServer server, byte[] sealedKey)
    {
        var current = KerberosServerTable.Find(session, server.Domain, server.Name);
        if (current is not null && server.IssuedOn <= current.IssuedOn)
            return Catalogue.KerberosServers.PublicationStale;

        var living = KerberosServerTable.Of(session, server.Domain);
        if (living.Any(other => !other.DomainSid.Equals(server.DomainSid)))
            return Catalogue.KerberosServers.DomainSidChanged;
        if (living.Any(other => other.BranchId == server.BranchId && KerberosServer.NameKey(other.Name) != KerberosServer.NameKey(server.Name)))
            return Catalogue.KerberosServers.BranchIdTaken;

        // Another branch id is another object in the domain, whose versions start anew.
        var sameObject = current is { IsRemoved: false } && current.BranchId == server.BranchId;
        if (sameObject && server.TicketKeyVersion < current!.TicketKeyVersion)
            return Catalogue.KerberosServers.KeyRolledBack;

        var next = server with
        {
            Version = (current?.Version ?? 0) + 1,
            PreviousTicketKeyVersion = !sameObject ? null
                : current!.TicketKeyVersion == server.TicketKeyVersion ? current.PreviousTicketKeyVersion : current.TicketKeyVersion,
        };
        KerberosServerTable.Put(session, next, sealedKey);
        return next;
    }

    [LoggerMessage(LogLevel.Information, "Kerberos server {Domain}/{Name} published: branch {BranchId}, ticket key version {TicketKeyVersion}, key version {KeyVersion}")]
    private partial void LogPublished(string domain, string name, int branchId, int ticketKeyVersion, long keyVersion);

    [LoggerMessage(LogLevel.Warning, "Kerberos server {Domain}/{Name} removed")]
    private partial void LogRemoved(string domain, string name);
}
