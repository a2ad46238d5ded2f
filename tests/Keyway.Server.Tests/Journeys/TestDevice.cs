using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Keyway.Contracts;
using Keyway.Contracts.Devices;
using Keyway.Contracts.Jose;
using Keyway.Contracts.OAuth;
using Keyway.Contracts.SignIn;

namespace Keyway.Server.Tests.Journeys;

/// <summary>A computer's keys and what it signs with them.</summary>
internal sealed class TestDevice : IDisposable
{
    // Making RSA keys is most of a test's time; every server is new, so that keys may serve again.
    private static readonly ConcurrentBag<RSA> Pool = [];

    public RSA Key { get; } = Take();

    public RSA TransportKey { get; } = Take();

    /// <summary>DER; set by the join.</summary>
    public byte[] Certificate { get; set; } = [];

    public DeviceJoinRequest JoinRequest()
    {
        var request = new CertificateRequest("CN=7E980AD9-B86D-4306-9425-9AC066FB014A", Key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return new DeviceJoinRequest(
            new DeviceCertificateRequest("pkcs10", Convert.ToBase64String(request.CreateSigningRequest())), Convert.ToBase64String(RsaPublicKeyBlob.Write(TransportKey)),
            "contoso.corp.com", "Linux", "12", "pc1", 0);
    }

    /// <summary>The claims of an ordinary PRT request.</summary>
    public static PrtRequestClaims Claims(string nonce, SecurityKeyAssertion assertion) =>
        new(ClientIds.Broker, nonce, "openid aza ugs", GrantTypes.SecurityKey, assertion, Tgt: true);

    public string Sign(PrtRequestClaims claims, RSA? by = null, byte[]? certificate = null) => Sign(claims, ContractsJson.Default.PrtRequestClaims, by, certificate);

    public string Sign<T>(T claims, JsonTypeInfo<T> type, RSA? by = null, byte[]? certificate = null)
    {
        var x5c = JsonSerializer.SerializeToElement(new[] { Convert.ToBase64String(certificate ?? Certificate) });
        return CompactJws.SignRs256(new JoseHeader("RS256", "JWT", X5c: x5c), JsonSerializer.SerializeToUtf8Bytes(claims, type), by ?? Key);
    }

    public void Dispose()
    {
        Pool.Add(Key);
        Pool.Add(TransportKey);
    }

    private static RSA Take() => Pool.TryTake(out var key) ? key : RSA.Create(2048);
}
