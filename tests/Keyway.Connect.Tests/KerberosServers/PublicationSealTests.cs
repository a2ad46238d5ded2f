using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Connect.IdentityServer;
using Keyway.Connect.KerberosServers;
using Keyway.Contracts;
using Keyway.Contracts.Jose;
using Keyway.Errors;
using Keyway.Kerberos;

namespace Keyway.Connect.Tests.KerberosServers;

public sealed class PublicationSealTests : IDisposable
{
    private static readonly byte[] KeyBytes = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    private readonly PublicationKeyHolder _publicationKey = ServerAnswers.PublicationKey(Samples.PublicationKey()).Value;

    public void Dispose() => _publicationKey.Dispose();

    [Fact]
    public void Only_the_server_can_open_it_and_everything_is_in_it()
    {
        using var secret = Secret();
        var envelope = PublicationSeal.Seal(Samples.Description(), secret, _publicationKey, Samples.KeyTime.AddMinutes(1)).Value;

        var content = PublicationJwe.Open(Samples.PublicationRsa, envelope.Publication).Value;
        Assert.True(ContractsJson.TryRead(content, ContractsJson.Default.KerberosServerPublication, out var publication));
        Assert.Equal(_publicationKey.TenantId, publication.TenantId);
        Assert.Equal((12491, 2, 4217), (publication.Id, publication.TicketKeyVersion, publication.KeyVersion));
        Assert.Equal(("AzureADKerberos", "contoso.corp.com", "CONTOSO", "krbtgt_12491"), (publication.Name, publication.DomainDnsName, publication.NetBiosName, publication.DisplayName));
        Assert.Equal(Samples.DomainSid.ToString(), publication.DomainSid);
        Assert.Equal((Samples.KeyTime.AddMinutes(1), Samples.KeyTime), (publication.IssuedOn, publication.KeyUpdatedOn));
        Assert.Equal(KeyBytes, Convert.FromBase64String(publication.Key));
        Assert.Equal([Samples.DomainSid + "-1103"], publication.AllowedSids);
        Assert.Equal(["S-1-5-32-544"], publication.DeniedSids);
        Assert.DoesNotContain(Convert.ToBase64String(KeyBytes), envelope.Publication, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(12491, 3)]
    [InlineData(12490, 2)]
    public void A_key_of_another_moment_or_account_is_not_published(int id, int version)
    {
        using var secret = new KerberosServerSecret(id, version, new KerberosKey(EncryptionType.Aes256CtsHmacSha1, KeyBytes));

        Assert.Equal(Catalogue.Connect.KeyMovedMeanwhile, PublicationSeal.Seal(Samples.Description(), secret, _publicationKey, Samples.KeyTime).Refusal.Error);
    }

    [Fact]
    public void A_key_without_metadata_is_not_published()
    {
        using var secret = Secret();

        Assert.Equal(Catalogue.Connect.KeyMetadataMissing, PublicationSeal.Seal(Samples.Description() with { KeyVersion = 0 }, secret, _publicationKey, Samples.KeyTime).Refusal.Error);
        Assert.Equal(Catalogue.Connect.KeyMetadataMissing, PublicationSeal.Seal(Samples.Description() with { KeyUpdatedOn = null }, secret, _publicationKey, Samples.KeyTime).Refusal.Error);
    }

    private static KerberosServerSecret Secret() => new(12491, 2, new KerberosKey(EncryptionType.Aes256CtsHmacSha1, KeyBytes));
}
