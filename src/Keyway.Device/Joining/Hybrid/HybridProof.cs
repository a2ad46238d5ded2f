using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Keyway.Contracts;
using Keyway.Contracts.Devices;
using Keyway.Device.State;

namespace Keyway.Device.Joining.Hybrid;

/// <summary>The request that completes a hybrid join, with the proof that this computer has the key whose certificate stands in its domain.</summary>
internal sealed class HybridProof(HybridPlace place, DomainAccount account, DeviceKeys keys, string displayName, TimeProvider time)
{
    private const int HybridJoined = 6;
    private const string SignedType = "sha256signed";

    /// <summary>A request with a proof of this moment: the server takes no old one.</summary>
    public HybridJoinRequest Make()
    {
        var sid = string.Create(CultureInfo.InvariantCulture, $"{account.Sid}.{time.GetUtcNow().UtcDateTime:yyyy-MM-dd HH:mm:ss}Z");
        var signature = keys.DeviceKey.SignData(Encoding.UTF8.GetBytes(sid), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return new HybridJoinRequest(
            new DeviceCertificateRequest("pkcs10", Convert.ToBase64String(DeviceCertificate.Request(keys.DeviceKey))),
            new ServerAdJoinData(
                Convert.ToBase64String(RsaPublicKeyBlob.Write(keys.TransportKey)),
                account.Domain,
                "Linux",
                Environment.OSVersion.Version.ToString(),
                displayName,
                place.DomainController,
                place.Tenant.TenantInfo.TenantId.ToString(),
                new ClientIdentity(SignedType, sid, Convert.ToBase64String(signature))),
            HybridJoined);
    }

    /// <summary>Whose device it becomes.</summary>
    public Guid DeviceId => account.ObjectGuid;
}
