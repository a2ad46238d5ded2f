namespace Keyway.Tpm.Keys;

/// <summary>TPMA_OBJECT: what a TPM holds itself to with a key (TPM 2.0 Part 2, 8.3).</summary>
[Flags]
internal enum ObjectAttributes : uint
{
    /// <summary>It never leaves this TPM.</summary>
    FixedTpm = 0x00000002,

    /// <summary>It never gets another parent.</summary>
    FixedParent = 0x00000010,

    /// <summary>The TPM itself made the private half.</summary>
    SensitiveDataOrigin = 0x00000020,

    /// <summary>It is used by its password, ours the empty one.</summary>
    UserWithAuth = 0x00000040,

    /// <summary>Wrong passwords do not lock it: it has none to guess, and nobody else shall be able to lock the device out.</summary>
    NoDictionaryAttack = 0x00000400,

    /// <summary>It works on what the TPM itself made alone, such as keys below it.</summary>
    Restricted = 0x00010000,

    Decrypt = 0x00020000,

    Sign = 0x00040000,

    /// <summary>What all keys of ours share.</summary>
    Bound = FixedTpm | FixedParent | SensitiveDataOrigin | UserWithAuth | NoDictionaryAttack,
}
