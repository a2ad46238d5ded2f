using System.Runtime.InteropServices;
using System.Text;

namespace Keyway.ActiveDirectory.Ldap.Native;

/// <summary>Makes a credential cache the default one of this thread, until disposed (<c>gss_krb5_ccache_name</c>, MIT krb5 keeps it per thread).</summary>
internal sealed unsafe partial class KerberosCredentials : IDisposable
{
    private readonly byte[]? _previous;

    private KerberosCredentials(byte[]? previous) => _previous = previous;

    /// <summary>Null when the library refused the name.</summary>
    public static KerberosCredentials? Use(string cache)
    {
        var name = cache.StartsWith("FILE:", StringComparison.Ordinal) ? cache : "FILE:" + cache;
        return Select(Encoding.UTF8.GetBytes(name + '\0'), out var previous) ? new KerberosCredentials(previous) : null;
    }

    public void Dispose() => Select(_previous, out _);

    private static bool Select(byte[]? name, out byte[]? previous)
    {
        byte* old = null;
        uint major;
        fixed (byte* pointer = name)
            major = SetCacheName(out _, pointer, &old);
        previous = old == null ? null : [.. MemoryMarshal.CreateReadOnlySpanFromNullTerminated(old), 0];
        return major == 0;
    }

    [LibraryImport("libgssapi_krb5.so.2", EntryPoint = "gss_krb5_ccache_name")]
    private static partial uint SetCacheName(out uint minor, byte* name, byte** previous);
}
