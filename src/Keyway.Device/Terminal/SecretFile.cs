using System.Security.Cryptography;
using System.Text;
using Keyway.Errors;

namespace Keyway.Device.Terminal;

/// <summary>Secrets that are given in a file, one alone on its first line; <c>-</c> is standard input, of which each secret takes the next line.</summary>
internal static class SecretFile
{
    private const string StandardInput = "-";
    private const int Longest = 1024;
    private const UnixFileMode Others = ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    /// <summary>Reads the secret of a file that a person named.</summary>
    public static Result<Secret> Read(string path)
    {
        try
        {
            if (path == StandardInput)
            {
                using var input = Console.OpenStandardInput();
                return ReadLine(input);
            }

            // The mode of what was opened, not of what the name means a moment later.
            using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, BufferSize = 0 });
            return (File.GetUnixFileMode(file.SafeFileHandle) & Others) == 0
                ? ReadLine(file)
                : new Refusal(Catalogue.Device.SecretFileExposed, path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return new Refusal(Catalogue.Device.SecretFileUnusable, failure.Message);
        }
    }

    /// <summary>Reads one line byte by byte, so that what follows stays for the next secret.</summary>
    internal static Result<Secret> ReadLine(Stream stream)
    {
        Span<byte> line = stackalloc byte[Longest];
        var length = 0;
        try
        {
            while (stream.ReadByte() is var next && next >= 0 && next != '\n')
            {
                if (length == Longest)
                    return new Refusal(Catalogue.Device.SecretFileUnusable, "longer than 1024 bytes");
                line[length++] = (byte)next;
            }

            if (length > 0 && line[length - 1] == '\r')
                length--;
            if (length == 0)
                return new Refusal(Catalogue.Device.SecretFileUnusable, "empty");
            var text = new char[new UTF8Encoding(false, throwOnInvalidBytes: true).GetCharCount(line[..length])];
            Encoding.UTF8.GetChars(line[..length], text);
            return new Secret(text);
        }
        catch (DecoderFallbackException)
        {
            return new Refusal(Catalogue.Device.SecretFileUnusable, "not UTF-8");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(line);
        }
    }
}
