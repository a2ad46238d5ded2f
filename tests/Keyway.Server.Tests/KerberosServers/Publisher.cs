using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.Jose;
using Keyway.Contracts.KerberosServers;
using Keyway.Server.Tests.Provisioning;

namespace Keyway.Server.Tests.KerberosServers;

/// <summary>keyway-connect of one domain, as far as Kerberos servers go.</summary>
internal sealed class Publisher(ScimClient client, DateTimeOffset now)
{
    private bool _synced;

    public byte[] Key { get; } = RandomNumberGenerator.GetBytes(32);

    public KerberosServerPublication Publication { get; init; } = new(
        Guid.Empty, now, "AzureADKerberos", client.Domain, "D", client.DomainSid, 30775, "krbtgt_30775", 1585708, 1, now, "", [$"{client.DomainSid}-1201"], [$"{client.DomainSid}-1202"]);

    public async Task<PublicationKey> PublicationKeyAsync()
    {
        var reply = await client.SendAsync(HttpMethod.Get, "/kerberosServers/publicationKey", (byte[]?)null);
        Assert.True(ContractsJson.TryRead(Encoding.UTF8.GetBytes(reply.Text), ContractsJson.Default.PublicationKey, out var key));
        return key;
    }

    /// <summary>A domain from which nobody was synced publishes nothing.</summary>
    public async Task SyncedAsync()
    {
        if (!_synced)
            await client.CreateGroupAsync("synced", 999_999);
        _synced = true;
    }

    /// <summary>The publication with tenant and key filled in, unless they were set.</summary>
    public async Task<string> SealAsync(KerberosServerPublication publication)
    {
        var target = await PublicationKeyAsync();
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(Convert.FromBase64String(target.SubjectPublicKeyInfo), out _);
        var whole = publication with
        {
            TenantId = publication.TenantId == Guid.Empty ? target.TenantId : publication.TenantId,
            Key = publication.Key.Length == 0 ? Convert.ToBase64String(Key) : publication.Key,
        };
        return PublicationJwe.Seal(rsa, JsonSerializer.SerializeToUtf8Bytes(whole, ContractsJson.Default.KerberosServerPublication));
    }

    public async Task<ScimReply> PublishAsync(KerberosServerPublication publication, string? address = null, string? ifMatch = null, string? ifNoneMatch = null)
    {
        await SyncedAsync();
        return await PutAsync(address ?? $"{client.Domain}/{publication.Name}", await SealAsync(publication), ifMatch, ifNoneMatch);
    }

    public Task<ScimReply> PutAsync(string address, string jwe, string? ifMatch = null, string? ifNoneMatch = null) => client.SendAsync(
        HttpMethod.Put, "/kerberosServers/" + address, JsonSerializer.SerializeToUtf8Bytes(new KerberosServerEnvelope(jwe), ContractsJson.Default.KerberosServerEnvelope), ifMatch, "application/json", ifNoneMatch);

    public Task<ScimReply> GetAsync(string address = "") => client.SendAsync(HttpMethod.Get, $"/kerberosServers/{client.Domain}{address}", (byte[]?)null);

    public Task<ScimReply> RemoveAsync(string? ifMatch = null) => client.SendAsync(HttpMethod.Delete, $"/kerberosServers/{client.Domain}/{Publication.Name}", (byte[]?)null, ifMatch);

    public Task<ScimReply> ReportAsync(DriftReport report) => client.SendAsync(
        HttpMethod.Put, $"/kerberosServers/{client.Domain}/{Publication.Name}/drift", JsonSerializer.SerializeToUtf8Bytes(report, ContractsJson.Default.DriftReport), null, "application/json");

    public async Task<KerberosServerState> StateAsync() => State(await GetAsync("/" + Publication.Name));

    public static KerberosServerState State(ScimReply reply)
    {
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Text);
        Assert.True(ContractsJson.TryRead(Encoding.UTF8.GetBytes(reply.Text), ContractsJson.Default.KerberosServerState, out var state));
        return state;
    }

    public async Task PublishedAsync(KerberosServerPublication publication)
    {
        var reply = await PublishAsync(publication);
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Text);
    }
}
