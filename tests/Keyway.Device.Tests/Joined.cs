using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.Device.State;

namespace Keyway.Device.Tests;

/// <summary>A state folder as a join leaves it.</summary>
internal static class Joined
{
    public static readonly Guid DeviceId = new("3f1c7f0e-52a1-4f6e-9d5b-0a7a3d8d2a11");
    public static readonly Guid TenantId = new("7c0a2c55-0a5f-4f0b-a9a5-2a4f7a0fe6c2");
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Writes a join into a folder and returns what was written.</summary>
    /// <param name="tpm">Where its keys are made; null for files.</param>
    public static JoinedDevice Write(TestFolder folder, string? tpm = null)
    {
        var state = new DeviceFolder(folder.Path);
        using var keys = new KeyFolders(state).Prepare(null, () => tpm is null ? new FileKeyStore() : KeyStores.Choose(tpm)).Value;
        using var certificate = Certify(keys.DeviceKey);
        var device = new JoinedDevice(
            DeviceId, TenantId, "Contoso", "https://login.contoso.com", "login.contoso.com", "https://login.contoso.com",
            Convert.ToBase64String(certificate.RawData), "alice@contoso.corp.com", Now, keys.Folder, Tpm: tpm);
        Assert.True(new DeviceState(state).Write(device).Succeeded);
        return device;
    }

    /// <summary>A device certificate as the server makes it.</summary>
    public static X509Certificate2 Certify(RSA deviceKey, string? subject = null, Guid? tenant = null, DateTimeOffset? from = null, DateTimeOffset? until = null, bool wrapped = false)
    {
        var request = new CertificateRequest(subject ?? $"CN={DeviceId:D}", deviceKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        byte[] named = [.. wrapped ? [0x04, 0x10] : Array.Empty<byte>(), .. (tenant ?? TenantId).ToByteArray()];
        request.CertificateExtensions.Add(new X509Extension("1.2.840.113556.1.5.284.5", named, critical: false));
        using var authority = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return request.Create(
            new X500DistinguishedName("CN=Keyway Device Authority"), X509SignatureGenerator.CreateForECDsa(authority), from ?? Now.AddMinutes(-5), until ?? Now.AddYears(10), [1, 2, 3]);
    }
}
