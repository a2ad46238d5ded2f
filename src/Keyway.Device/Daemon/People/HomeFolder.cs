using System.Runtime.InteropServices;
using Keyway.Device.State;
using Keyway.Errors;
using Keyway.Kerberos;

namespace Keyway.Device.Daemon.People;

/// <summary>The home of a person, made at the first session from <c>/etc/skel</c>: complete under another name first, so that a kill leaves no half of it.</summary>
internal static class HomeFolder
{
    private const string Homes = "/home";
    private const UnixFileMode EverybodyMayPass = OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes the home when there is none.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="skeleton">What a new home holds.</param>
    /// <returns>Its path.</returns>
    public static Result<string> MakeReady(LocalAccount account, string skeleton = "/etc/skel")
    {
        try
        {
            if (Directory.Exists(account.Home) || File.Exists(account.Home))
                return account.Home;

            // Elsewhere the site makes its homes itself, or mounts them.
            var parent = Path.GetDirectoryName(account.Home)!;
            if (account.Domain is not null && parent != Homes && Path.GetDirectoryName(parent) != Homes)
                return account.Home;
            if (!Directory.Exists(parent))
                Directory.CreateDirectory(parent, EverybodyMayPass);

            // Whoever owns the folder above could put a link where we are about to write as root.
            if (PosixFiles.OwnerOf(parent) != 0)
                return new Refusal(Catalogue.Daemon.HomeNotMade, $"{parent} is not root's");
            var unfinished = Path.Combine(parent, $".{Path.GetFileName(account.Home)}.new");
            if (Directory.Exists(unfinished))
                Directory.Delete(unfinished, recursive: true);
            Directory.CreateDirectory(unfinished, OwnerOnly);
            if (Directory.Exists(skeleton))
                Copy(skeleton, unfinished, account);
            Give(unfinished, account);
            Directory.Move(unfinished, account.Home);
            PosixFiles.FlushFolder(parent);
            return account.Home;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new Refusal(Catalogue.Daemon.HomeNotMade, failure.Message);
        }
    }

    private static void Copy(string from, string to, LocalAccount owner)
    {
        foreach (var entry in new DirectoryInfo(from).EnumerateFileSystemInfos())
        {
            var target = Path.Combine(to, entry.Name);
            if (entry.LinkTarget is { } link)
            {
                File.CreateSymbolicLink(target, link);
            }
            else if (entry is DirectoryInfo folder)
            {
                Directory.CreateDirectory(target, folder.UnixFileMode);
                Copy(folder.FullName, target, owner);
            }
            else
            {
                using var source = UnlockedFile.Open(entry.FullName);
                using var copy = new FileStream(target, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = entry.UnixFileMode });
                source.CopyTo(copy);
            }

            Give(target, owner);
        }
    }

    private static void Give(string path, LocalAccount owner)
    {
        if (lchown(path, owner.UserId, owner.GroupId) != 0)
            throw new IOException($"{path} cannot be given to its owner: errno {Marshal.GetLastPInvokeError()}");
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int lchown([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint owner, uint group);
}
