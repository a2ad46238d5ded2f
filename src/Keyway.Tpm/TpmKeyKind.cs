namespace Keyway.Tpm;

/// <summary>What a key in the TPM is for. A key does one of the two, never both: the TPM itself refuses the other.</summary>
public enum TpmKeyKind
{
    /// <summary>RSA-2048, RSASSA-PKCS1-v1_5 with SHA-256: the device key.</summary>
    Signing = 1,

    /// <summary>RSA-2048, RSAES-OAEP with SHA-1 or SHA-256: the transport key.</summary>
    Decryption = 2,
}
