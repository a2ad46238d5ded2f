namespace Keyway.Tpm.Histories;

/// <summary>TPMA_NV: what a TPM holds itself to with an index (TPM 2.0 Part 2, 13.4).</summary>
[Flags]
internal enum IndexAttributes : uint
{
    /// <summary>It is changed by its password, ours the empty one.</summary>
    AuthWrite = 0x00000004,

    /// <summary>TPM_NT_EXTEND: it is never written, only extended.</summary>
    Extend = 0x00000040,

    /// <summary>It is read by its password.</summary>
    AuthRead = 0x00040000,

    /// <summary>Wrong passwords do not lock it: it has none to guess.</summary>
    NoDictionaryAttack = 0x02000000,

    /// <summary>It was extended since it was made; the TPM's to set.</summary>
    Written = 0x20000000,

    /// <summary>What our register is.</summary>
    History = AuthWrite | Extend | AuthRead | NoDictionaryAttack,
}
