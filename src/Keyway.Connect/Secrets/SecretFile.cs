using System.Text;
using Keyway.Errors;

namespace Keyway.Connect.Secrets;

/// <summary>Reads a secret from a file that only its owner may read, or from standard input.</summary>
internal static class SecretFile
{
    /// <summary>Larger than any secret of ours, smaller than a mistake.</summary>
    public const int MaximumLength = 64 * 1024;

    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private static readonly UTF8Encoding StrictUtf8 = new(false, true);

    /// <summary>The whole file without line ends at its end; <c>-</c> reads standard input.</summary>
    public static Result<string> ReadText(string path)
    {
        try
        {
            if (path == "-")
            {
                using var input = Console.OpenStandardInput();
                return Read(input, "standard input");
            }

            using var file = File.OpenRead(path);
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file.SafeFileHandle) & Others) != UnixFileMode.None)
                return new Refusal(Catalogue.Connect.SecretFileExposed, path);
            return Read(file, path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new Refusal(Catalogue.Connect.SecretFileUnusable, path);
        }
    }

    private static Result<string> Read(Stream stream, string name)
    {
        var buffer = new byte[MaximumLength + 1];
        var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        if (length is 0 or > MaximumLength)
            return new Refusal(Catalogue.Connect.SecretFileUnusable, name);

        try
        {
            var text = StrictUtf8.GetString(buffer, 0, length).TrimEnd('\r', '\n');
            return text.Length == 0 ? new Refusal(Catalogue.Connect.SecretFileUnusable, name) : text;
        }
        catch (DecoderFallbackException)
        {
            return new Refusal(Catalogue.Connect.SecretFileUnusable, name + " is not UTF-8");
        }
        finally
        {
            Array.Clear(buffer);
        }
    }
}
