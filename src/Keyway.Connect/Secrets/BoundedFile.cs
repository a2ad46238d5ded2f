namespace Keyway.Connect.Secrets;

/// <summary>Reads a file that came from elsewhere and holds no secret.</summary>
internal static class BoundedFile
{
    /// <summary>The whole file; null when it cannot be read or is longer than this.</summary>
    public static byte[]? Read(string path, int maximumLength)
    {
        try
        {
            using var file = File.OpenRead(path);
            var buffer = new byte[maximumLength + 1];
            var length = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return length > maximumLength ? null : buffer[..length];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
