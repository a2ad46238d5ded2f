using System.Security.Cryptography;
using Keyway.Errors;
using Keyway.Tpm;

namespace Keyway.Device.State;

/// <summary>Private keys in a TPM 2.0: the key folder holds blobs that only this TPM can use, and nobody can take the keys out of it.</summary>
internal sealed class TpmKeyStore(Keyway.Tpm.Tpm tpm, TpmAddress address) : KeyStore
{
    public override string Extension => ".tpm";

    public override string Provider { get; } = $"TPM {tpm.Describe().Specification} {tpm.Describe().Manufacturer}".Trim();

    public override string? Tpm => address.ToString();

    public override Result<RSA> Create(KeyUse use, out byte[] stored)
    {
        stored = [];
        if (!tpm.CreateKey(use == KeyUse.Sign ? TpmKeyKind.Signing : TpmKeyKind.Decryption).TryGet(out var blob, out var refusal))
            return refusal;
        stored = blob.Encode();
        return tpm.LoadKey(stored);
    }

    public override Result<RSA> Open(ReadOnlySpan<byte> stored, string name)
    {
        if (tpm.LoadKey(stored.ToArray()).TryGet(out var key, out var refusal))
            return key;
        return refusal.Error == Catalogue.Tpm.KeyOfAnotherTpm ? new Refusal(Catalogue.Device.TpmForeign, refusal.Detail)
            : refusal.Error == Catalogue.Tpm.BlobMalformed ? new Refusal(Catalogue.Device.StateDamaged, name)
            : refusal;
    }

    public override void Dispose()
    {
        tpm.Dispose();
        base.Dispose();
    }
}
