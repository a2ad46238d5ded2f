using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Keyway.Kerberos;

/// <summary>
/// Reads files of the computer that everybody may read, such as <c>/etc/passwd</c>, past locks. The runtime's own calls take one (flock(2)) and fail while
/// somebody else holds the file alone, which anybody can do who may read it: a program that signs people in would stand still for as long as one user likes.
/// </summary>
public static partial class UnlockedFile
{
    private const int ReadOnly = 0;
    private const int CloseOnExec = 0x80000;
    private const int NoSuchEntry = 2;
    private const int AccessDenied = 13;
    private const int NoFolder = 20;

    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="UnauthorizedAccessException">It is not for this process.</exception>
    /// <exception cref="IOException">Anything else.</exception>
    public static FileStream Open(string path)
    {
        if (OperatingSystem.IsWindows())
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var file = OpenFile(path, ReadOnly | CloseOnExec);
        if (!file.IsInvalid)
            return new FileStream(file, FileAccess.Read);
        var error = Marshal.GetLastPInvokeError();
        file.Dispose();
        throw error switch
        {
            NoSuchEntry or NoFolder => new FileNotFoundException($"There is no {path}.", path),
            AccessDenied => new UnauthorizedAccessException($"{path} cannot be read."),
            _ => new IOException($"{path} cannot be read: {Marshal.GetPInvokeErrorMessage(error)}"),
        };
    }

    /// <summary>The whole of a small text.</summary>
    public static string ReadText(string path)
    {
        using var reader = new StreamReader(Open(path));
        return reader.ReadToEnd();
    }

    /// <summary>Its lines, each as it is asked for.</summary>
    public static IEnumerable<string> ReadLines(string path)
    {
        using var reader = new StreamReader(Open(path));
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle OpenFile(string path, int flags);
}
