using System.Globalization;
using Keyway.Errors;

namespace Keyway.Tpm.Commands;

/// <summary>TPM_RC: why a TPM did not do it (TPM 2.0 Part 2, 6.6).</summary>
internal readonly record struct ResponseCode(uint Value)
{
    private const uint FormatOne = 0x080;
    private const uint FormatOneError = 0x0BF;
    private const uint Layers = 0xFFFF0000;
    private const uint Failure = 0x101;

    public bool IsSuccess => Value == 0;

    /// <summary>The TPM did nothing and asks for the same command again: RC_MEMORY, RC_YIELDED, RC_CANCELED, RC_TESTING, RC_NV_RATE, RC_RETRY.</summary>
    public bool AsksAgain => Value is 0x904 or 0x908 or 0x909 or 0x90A or 0x920 or 0x922;

    /// <summary>RC_OBJECT_MEMORY, RC_SESSION_MEMORY, RC_SESSION_HANDLES, RC_OBJECT_HANDLES: all slots are taken.</summary>
    public bool IsFull => Value is 0x902 or 0x903 or 0x905 or 0x906;

    /// <summary>The code without the number of the handle, session or parameter that it complains of.</summary>
    private uint Basic => (Value & Layers) == 0 && (Value & FormatOne) != 0 ? Value & FormatOneError : Value;

    // libtpms says RC_FAILURE of an envelope that does not open; a TPM in failure mode does not load the key before.
    public Refusal Refusal(CommandCode command) => new(command == CommandCode.RsaDecrypt && Value == Failure ? Catalogue.Tpm.Refused : Error, string.Create(CultureInfo.InvariantCulture, $"{command} answered 0x{Value:X3}"));

    private KeywayError Error => Basic switch
    {
        // RC_INITIALIZE.
        0x100 => Catalogue.Tpm.NotStarted,
        // RC_FAILURE, RC_UPGRADE, RC_REBOOT, RC_NEEDS_TEST.
        Failure or 0x12D or 0x130 or 0x153 => Catalogue.Tpm.FailureMode,
        // TPM 1.2: TPM_BAD_TAG.
        0x01E => Catalogue.Tpm.NotTpm2,
        // RC_AUTH_FAIL, RC_BAD_AUTH, RC_AUTH_MISSING, RC_AUTH_UNAVAILABLE, RC_AUTH_TYPE.
        0x08E or 0x0A2 or 0x125 or 0x12F or 0x124 => Catalogue.Tpm.PasswordAsked,
        // RC_HIERARCHY, RC_DISABLED.
        0x085 or 0x120 => Catalogue.Tpm.HierarchyDisabled,
        // RC_INTEGRITY, RC_BINDING, RC_SENSITIVE.
        0x09F or 0x0A5 or 0x155 => Catalogue.Tpm.KeyOfAnotherTpm,
        // RC_ASYMMETRIC, RC_HASH, RC_KEY_SIZE, RC_MGF, RC_MODE, RC_KDF, RC_SCHEME, RC_SYMMETRIC, RC_CURVE, RC_COMMAND_CODE.
        0x081 or 0x083 or 0x087 or 0x088 or 0x089 or 0x08C or 0x092 or 0x096 or 0x0A6 or 0x143 => Catalogue.Tpm.NotSupported,
        0x921 => Catalogue.Tpm.Lockout,
        // RC_NV_RATE, RC_NV_UNAVAILABLE.
        0x920 or 0x923 => Catalogue.Tpm.StorageUnavailable,
        // RC_NV_SPACE.
        0x14B => Catalogue.Tpm.MemoryFull,
        _ when IsFull => Catalogue.Tpm.Full,
        _ when AsksAgain => Catalogue.Tpm.TimedOut,
        _ => Catalogue.Tpm.Refused,
    };
}
