using System.Runtime.InteropServices;

namespace Keyway.Lab.Components;

/// <summary>Where the build put the programs that the lab starts, next to its own output.</summary>
internal static class BuiltPrograms
{
    public static string Server => Find("Keyway.Server", "keyway-server");

    public static string Connect => Find("Keyway.Connect", "keyway-connect");

    public static string KeyList => Find("Keyway.KeyList", "keyway-keylist");

    public static string Device => Find("Keyway.Device", "keyway");

    /// <summary>The folder under which all of them are: this program is in artifacts/bin/PROJECT/CONFIGURATION.</summary>
    public static string Root { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Parent!.Parent!.FullName;

    /// <summary><c>pam_keyway.so</c>, as pam/build makes it.</summary>
    public static string PamModule
    {
        get
        {
            var path = Path.Combine(Root, "pam", "pam_keyway.so");
            return File.Exists(path) ? path : throw new LabException("pam_keyway.so", "pam_keyway.so is not built: run ./lab, which builds it.", null);
        }
    }

    /// <summary>
    /// What lies over <c>/usr</c> of a computer of the domain, as packaging/prerequisites.sh fetches it without installing it: winbind's name service module, and sssd where ./test has been
    /// run. Folders with colons between them, as overlayfs takes them.
    /// </summary>
    public static string NameServices
    {
        get
        {
            var (winbind, sssd) = (Path.Combine(Root, "nss-winbind"), Path.Combine(Root, "sssd", "usr"));
            if (!Directory.Exists(winbind))
                throw new LabException("libnss_winbind.so", "The module of libnss-winbind was not fetched: run ./lab, which fetches it.", null);
            return Directory.Exists(sssd) ? $"{sssd}:{winbind}" : winbind;
        }
    }

    /// <summary>The installation whose runtime this process uses: programs started with another environment find it too.</summary>
    public static string DotnetRoot => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    private static string Find(string project, string program)
    {
        // artifacts/bin/<project>/<configuration>/<program>
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var path = Path.Combine(here.Parent!.Parent!.FullName, project, here.Name, program);
        return File.Exists(path) ? path : throw new LabException(program, $"{program} is not built: run ./lab, which builds it.", null);
    }
}
