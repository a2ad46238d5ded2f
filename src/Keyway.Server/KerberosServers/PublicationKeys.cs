using System.Security.Cryptography;
using Keyway.Contracts.Jose;
using Keyway.Contracts.KerberosServers;
using Keyway.Errors;
using Keyway.Server.Sealing;
using Keyway.Server.Tenants;

namespace Keyway.Server.KerberosServers;

/// <summary>The RSA-3072 key pair to which domains encrypt their Kerberos server keys. The private half is sealed in the store and is in memory only while a publication is opened.</summary>
internal sealed class PublicationKeys(ServerKeys keys, Tenant tenant)
{
    private const string KeyName = "kerberos-server-publication";
    private const int KeyBits = 3072;

    /// <summary>What a domain needs to seal a publication.</summary>
    public PublicationKey Public()
    {
        using var key = Load();
        return new PublicationKey(PublicationJwe.KeyId(key), Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()), tenant.Id);
    }

    /// <summary>Opens an untrusted publication.</summary>
    public Result<byte[]> Open(string jwe)
    {
        using var key = Load();
        return PublicationJwe.Open(key, jwe);
    }

    private RSA Load()
    {
        var pkcs8 = keys.GetOrCreate(KeyName, static () =>
        {
            using var made = RSA.Create(KeyBits);
            return made.ExportPkcs8PrivateKey();
        });
        var key = RSA.Create();
        key.ImportPkcs8PrivateKey(pkcs8, out _);
        CryptographicOperations.ZeroMemory(pkcs8);
        return key;
    }
}
