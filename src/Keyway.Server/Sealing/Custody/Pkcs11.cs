using System.Runtime.InteropServices;

namespace Keyway.Server.Sealing.Custody;

/// <summary>The functions and numbers of PKCS#11 2.40 that the log-in needs, by their place in CK_FUNCTION_LIST ([pkcs11f.h]).</summary>
internal static class Pkcs11
{
    public const int Initialize = 0;
    public const int GetSlotList = 4;
    public const int GetTokenInfo = 6;
    public const int OpenSession = 12;
    public const int Login = 18;
    public const int FindObjectsInit = 26;
    public const int FindObjects = 27;
    public const int FindObjectsFinal = 28;

    public const nuint SessionSerial = 4;
    public const nuint User = 1;
    public const nuint OsLockingOk = 2;

    public const nuint AttributeClass = 0;
    public const nuint AttributeLabel = 3;
    public const nuint AttributeId = 0x102;
    public const nuint PrivateKey = 3;

    public const nuint Ok = 0;
    public const nuint PinIncorrect = 0xA0;
    public const nuint PinInvalid = 0xA1;
    public const nuint PinLengthRange = 0xA2;
    public const nuint PinExpired = 0xA3;
    public const nuint PinLocked = 0xA4;
    public const nuint UserAlreadyLoggedIn = 0x100;
    public const nuint PinNotInitialized = 0x102;
    public const nuint AlreadyInitialized = 0x191;

    public const nuint FlagPinFinalTry = 0x20000;
    public const nuint FlagPinLocked = 0x40000;
    public const nuint FlagTokenInitialized = 0x400;

    /// <summary>CK_C_INITIALIZE_ARGS.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct InitializeArguments
    {
        public nint CreateMutex;
        public nint DestroyMutex;
        public nint LockMutex;
        public nint UnlockMutex;
        public nuint Flags;
        public nint Reserved;
    }

    /// <summary>CK_ATTRIBUTE.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public unsafe struct Attribute
    {
        public nuint Type;
        public void* Value;
        public nuint Length;
    }

    /// <summary>CK_TOKEN_INFO; texts are UTF-8, padded with blanks.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public unsafe struct TokenInfo
    {
        public fixed byte Label[32];
        public fixed byte Manufacturer[32];
        public fixed byte Model[16];
        public fixed byte Serial[16];
        public nuint Flags;
        public fixed ulong Counters[10];
        public fixed byte VersionsAndTime[20];
    }
}
