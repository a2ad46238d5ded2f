using System.Globalization;
using System.Runtime.InteropServices;

namespace Keyway.Device.Daemon.People;

/// <summary>
/// sssd's own library for SIDs (sss_nss_idmap.h). sssd has no program like wbinfo(1) that asks it, so this program is one: it runs in a short child (<see cref="Command"/>), because the
/// library waits minutes for an sssd that hangs.
/// </summary>
internal static class SssdLibrary
{
    /// <summary>The hidden command that the child runs, and its task.</summary>
    public const string Command = "name-service";
    public const string UserIdTask = "uid-of";

    /// <summary>Said in place of a number: sssd knows no user with the SID, or the library is not there.</summary>
    public const string Unknown = "unknown";
    public const string Missing = "missing";

    public const string Name = "libsss_nss_idmap.so.0";

    private const int NoEntry = 2; // ENOENT, also where no sssd runs
    private const int User = 1; // SSS_ID_TYPE_UID
    private const int UserAndGroup = 3; // SSS_ID_TYPE_BOTH

    /// <summary>Whether it can be asked.</summary>
    public static bool IsThere()
    {
        if (!NativeLibrary.TryLoad(Name, out var library))
            return false;
        NativeLibrary.Free(library);
        return true;
    }

    /// <summary>
    /// The number of the user with a SID, in decimal digits; or one of the two words, or a failure that is neither. By the name and not by sss_nss_getidbysid: that one tells the number which
    /// somebody had before an administrator gave them another (sss_override(8)), and which may be another person's now.
    /// </summary>
    public static string UserIdOf(string sid)
    {
        try
        {
            var failure = sss_nss_getnamebysid(sid, out var name, out var kind);
            if (failure != 0)
                return Failure(failure);
            if (kind is not (User or UserAndGroup) || NumberOf(name) is not { } number)
                return Unknown;
            failure = sss_nss_getsidbyuid(number, out var theirs, out _);
            if (failure != 0)
                return Failure(failure);
            return Marshal.PtrToStringUTF8(theirs) == sid ? number.ToString(CultureInfo.InvariantCulture) : Unknown;
        }
        catch (Exception failure) when (failure is DllNotFoundException or EntryPointNotFoundException)
        {
            return Missing;
        }
    }

    private static string Failure(int code) => code == NoEntry ? Unknown : string.Create(CultureInfo.InvariantCulture, $"error {code}");

    private static uint? NumberOf(nint name) => getpwnam(name) is not 0 and var user ? Marshal.PtrToStructure<Passwd>(user).UserId : null;

    // Of struct passwd what stands before the number; the answers' memory goes with the process.
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Passwd
    {
        public readonly nint Name;
        public readonly nint Password;
        public readonly uint UserId;
    }

    [DllImport("libc")]
    private static extern nint getpwnam(nint name);

    [DllImport(Name)]
    private static extern int sss_nss_getnamebysid([MarshalAs(UnmanagedType.LPUTF8Str)] string sid, out nint name, out int kind);

    [DllImport(Name)]
    private static extern int sss_nss_getsidbyuid(uint number, out nint sid, out int kind);
}
