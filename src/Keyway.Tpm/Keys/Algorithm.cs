namespace Keyway.Tpm.Keys;

/// <summary>TPM_ALG_ID and TPM_ECC_CURVE: the numbers that our templates name (TPM 2.0 Part 2, 6.3 and 6.4).</summary>
internal static class Algorithm
{
    public const int Rsa = 0x0001;
    public const int Sha1 = 0x0004;
    public const int Aes = 0x0006;
    public const int Sha256 = 0x000B;
    public const int Null = 0x0010;
    public const int RsaSsa = 0x0014;
    public const int Oaep = 0x0017;
    public const int Ecc = 0x0023;
    public const int Cfb = 0x0043;
    public const int CurveP256 = 0x0003;
}
