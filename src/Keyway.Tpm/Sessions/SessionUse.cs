namespace Keyway.Tpm.Sessions;

/// <summary>TPMA_SESSION: how a session serves one command (TPM 2.0 Part 2, 8.4).</summary>
[Flags]
internal enum SessionUse : byte
{
    /// <summary>The session ends with the command.</summary>
    Last = 0,

    /// <summary>The session is there for another command afterwards.</summary>
    Continue = 0x01,

    /// <summary>The TPM encrypts the first parameter of its answer.</summary>
    EncryptAnswer = 0x40,
}
