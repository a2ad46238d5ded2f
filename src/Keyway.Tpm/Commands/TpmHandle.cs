using System.Buffers.Binary;

namespace Keyway.Tpm.Commands;

/// <summary>Something in the TPM that a command names: the number by which it is reached, and the Name that authorizations are computed over (TPM 2.0 Part 1, 16).</summary>
internal sealed record TpmHandle(uint Value, byte[] Name)
{
    /// <summary>TPM_RH_OWNER.</summary>
    public const uint Owner = 0x40000001;

    /// <summary>TPM_RH_NULL.</summary>
    public const uint Null = 0x40000007;

    /// <summary>TPM_RS_PW: a password stands where a session could.</summary>
    public const uint Password = 0x40000009;

    /// <summary>What has no public area is its own Name.</summary>
    public static TpmHandle Of(uint value)
    {
        var name = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(name, value);
        return new TpmHandle(value, name);
    }
}
