using Keyway.Lab;
using Keyway.Lab.Components;
using Keyway.Lab.Processes;

namespace Keyway.EndToEnd.PowerShell;

/// <summary>Programs for <c>$env:KEYWAY_CONNECT</c> that write down their command line and environment as the kernel shows them to others, and then become another program.</summary>
internal sealed class RecordedProgram : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("keyway-powershell-");

    /// <summary>A command line a line, arguments between NULs.</summary>
    private string CommandLinesFile => Path.Combine(_folder.FullName, "command-lines");

    private string EnvironmentsFile => Path.Combine(_folder.FullName, "environments");

    /// <summary>Each command line as its arguments, in the order in which they were run; the first argument is the shell, the second this program.</summary>
    public IReadOnlyList<string[]> CommandLines => [.. File.ReadAllText(CommandLinesFile).Split('\u0001', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('\0').Split('\0'))];

    public string Environments => File.ReadAllText(EnvironmentsFile);

    /// <summary>keyway-connect on a computer of the lab's domain.</summary>
    /// <param name="more">Options behind those that it is given.</param>
    public string KeywayConnect(Laboratory lab, string name, params string[] more)
    {
        var command = PrivateMounts.Wrap([(lab.Folder.Hosts, "/etc/hosts"), (lab.Folder.ResolverOf(LabDomain.Contoso), "/etc/resolv.conf")], BuiltPrograms.Connect, []);
        return Make(name, $"DOTNET_ROOT={Quoted(BuiltPrograms.DotnetRoot)} exec {string.Join(' ', command.Select(Quoted))} \"$@\" {string.Join(' ', more.Select(Quoted))}");
    }

    /// <summary>A shell script behind the recording lines; its path, quoted.</summary>
    public string Make(string name, string script)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, $"""
            #!/bin/sh
            cat /proc/$$/cmdline >> {Quoted(CommandLinesFile)}
            printf '\001' >> {Quoted(CommandLinesFile)}
            cat /proc/$$/environ >> {Quoted(EnvironmentsFile)}
            {script}

            """);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return $"\"{path}\"";
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Quoted(string word) => "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
