using System.Text.Json;
using Keyway.Connect.Secrets;
using Keyway.Errors;

namespace Keyway.Connect.CommandLine;

/// <summary>The file with the defaults of options. Who can change it chooses the server that is trusted, so nobody but its owner may.</summary>
internal static class ConfigFile
{
    /// <summary>Read when it exists and no other is named.</summary>
    public const string Usual = "/etc/keyway/connect.json";

    private const int MaximumLength = 64 * 1024;
    private const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <param name="named">What <c>--config</c> named, or null.</param>
    /// <param name="usual">The path that is read without being named, where it exists.</param>
    public static Result<Defaults> Read(string? named, string usual = Usual)
    {
        if (named is null && !File.Exists(usual))
            return Defaults.None;
        var path = named ?? usual;
        try
        {
            using var file = File.OpenRead(path);
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file.SafeFileHandle) & OthersWrite) != UnixFileMode.None)
                return new Refusal(Catalogue.Connect.ConfigFileExposed, path);
            if (file.Length > MaximumLength)
                return new Refusal(Catalogue.Connect.ConfigFileUnusable, path);
            return JsonSerializer.Deserialize(file, ConnectJson.Default.Defaults) is { } defaults
                ? defaults.In(Path.GetDirectoryName(Path.GetFullPath(path))!)
                : new Refusal(Catalogue.Connect.ConfigFileUnusable, path);
        }
        catch (JsonException failure)
        {
            return new Refusal(Catalogue.Connect.ConfigFileUnusable, $"{path}: line {failure.LineNumber + 1}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new Refusal(Catalogue.Connect.ConfigFileUnusable, path);
        }
    }
}
