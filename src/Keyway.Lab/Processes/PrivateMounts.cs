namespace Keyway.Lab.Processes;

/// <summary>Puts a program into a mount namespace where some files of the machine show the lab's own: nothing outside changes.</summary>
internal static class PrivateMounts
{
    private const string Script = """
        while [ "$1" != -- ]; do mount --bind "$1" "$2" || exit 5; shift 2; done; shift; exec "$@"
        """;

    /// <summary>The command line that binds each source over its target and then becomes the program.</summary>
    public static string[] Wrap(IEnumerable<(string Source, string Target)> mounts, string program, IEnumerable<string> arguments) =>
        ["unshare", "--mount", "--propagation", "private", "sh", "-c", Script, "sh",
            .. mounts.SelectMany(mount => new[] { mount.Source, mount.Target }), "--", program, .. arguments];
}
