using System.Globalization;
using System.Security.Cryptography;
using Keyway.Contracts;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Audit;
using Keyway.Server.Sealing;
using Keyway.Server.Storage;
using Keyway.Server.Tenants;

namespace Keyway.Server.KerberosServers;

/// <summary>Takes in, shows and removes Kerberos servers. Keys go in and never come out.</summary>
internal sealed class KerberosServerService(
    Store store, DurableWriter writer, Sealer sealer, PublicationKeys publicationKeys, Tenant tenant, AuditLog audit, TimeProvider time, ILogger<KerberosServerService> log)
{
    /// <summary>True when a Kerberos server of any domain mints nothing because of drift.</summary>
    public bool IsAnyStopped => store.Read(KerberosServerTable.IsAnyStopped);

    /// <summary>The living servers of all domains.</summary>
    public IReadOnlyList<KerberosServer> All() => store.Read(KerberosServerTable.All);

    /// <summary>The living servers of a domain.</summary>
    public IReadOnlyList<KerberosServer> List(string domain) => store.Read(session => KerberosServerTable.Of(session, domain));

    /// <summary>The living server of that name, or null.</summary>
    public KerberosServer? Find(string domain, string name) =>
        store.Read(session => KerberosServerTable.Find(session, domain, name)) is { IsRemoved: false } server ? server : null;

    /// <summary>Opens a publication, checks it, and puts its key in force.</summary>
    /// <param name="domain">Of the address, lower case; that the sender may write it has been checked.</param>
    public async Task<Result<KerberosServer>> PublishAsync(string domain, string name, string jwe, PublicationCondition condition, Guid? actor, CancellationToken cancellation)
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
            var resumes = false;
            var written = await writer.WriteAsync(session => Put(session, opened.Server, sealedKey, condition, actor, out resumes), cancellation);
            if (!written.TryGet(out var server, out refusal))
                return refusal;
            writer.ForgetDeletedContent();
            if (resumes)
                DriftReports.LogResumed(log, server.Domain, server.Name);
            return server;
        }
    }

    /// <summary>Removes a server with its key; only a publication made later brings it back.</summary>
    public async Task<Result<string>> RemoveAsync(string domain, string name, PublicationCondition condition, Guid? actor, CancellationToken cancellation)
    {
        var removed = await writer.WriteAsync<string>(
            session =>
            {
                if (KerberosServerTable.Find(session, domain, name) is not { IsRemoved: false } current)
                    return Catalogue.KerberosServers.ServerNotFound;
                if (!condition.Holds(current))
                    return Catalogue.KerberosServers.ChangedMeanwhile;
                KerberosServerTable.Remove(session, domain, name);
                audit.Append(session, AuditActivity.KerberosServerRemoved, actor, null, ("domain", domain), ("name", current.Name));
                return name;
            },
            cancellation);
        if (removed.Succeeded)
            writer.ForgetDeletedContent();
        return removed;
    }

    private Result<KerberosServer> Put(StoreSession session, KerberosServer server, byte[] sealedKey, PublicationCondition condition, Guid? actor, out bool resumes)
    {
        resumes = false;
        if (!AccountDirectory.IsSynced(session, server.Domain))
            return Catalogue.KerberosServers.DomainNotSynced;
        var current = KerberosServerTable.Find(session, server.Domain, server.Name);
        if (!condition.Holds(current is { IsRemoved: false } ? current : null))
            return Catalogue.KerberosServers.ChangedMeanwhile;
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

        // A bundle may arrive long after it was made: what the domain has seen since then still stands.
        if (current is { IsRemoved: false, Drift: { } drift } && drift.CheckedOn > server.IssuedOn)
            next = next with { Drift = drift, IsStopped = current.IsStopped };
        resumes = current is { IsRemoved: false, IsStopped: true } && !next.IsStopped;
        KerberosServerTable.Put(session, next, sealedKey);
        audit.Append(
            session, AuditActivity.KerberosServerPublished, actor, null, ("domain", next.Domain), ("name", next.Name), ("branchId", Text(next.BranchId)),
            ("ticketKeyVersion", Text(next.TicketKeyVersion)), ("keyVersion", Text(next.KeyVersion)), ("allowed", string.Join(' ', next.AllowedSids)), ("denied", string.Join(' ', next.DeniedSids)),
            ("before", current is null ? "none" : $"{(current.IsRemoved ? "removed, " : "")}branchId {Text(current.BranchId)}, ticketKeyVersion {Text(current.TicketKeyVersion)}, "
                + $"keyVersion {Text(current.KeyVersion)}, allowed {string.Join(' ', current.AllowedSids)}, denied {string.Join(' ', current.DeniedSids)}"));
        return next;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
