using System.Runtime.InteropServices;

namespace Keyway.ActiveDirectory.Ldap.Native;

/// <summary><c>struct timeval</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct TimeValue(TimeSpan span)
{
    public readonly nint Seconds = (nint)(span.Ticks / TimeSpan.TicksPerSecond);
    public readonly nint Microseconds = (nint)(span.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond);
}
