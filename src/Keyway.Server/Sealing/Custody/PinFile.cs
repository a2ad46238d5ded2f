using System.Globalization;
using System.Security.Cryptography;
using Keyway.Errors;

namespace Keyway.Server.Sealing.Custody;

/// <summary>
/// The file with the token's PIN. A PIN that the token refused is not offered again until the file changes, whatever restarts the server:
/// tokens lock after a few wrong ones. That it was refused is kept in a marker beside the store, which holds no secret.
/// </summary>
internal sealed class PinFile(string path, string markerPath)
{
    private const int LongestPin = 255;

    /// <summary>The first line's bytes; the caller zeroes them.</summary>
    /// <returns>The PIN, <see cref="Catalogue.KeyCustody.PinFileUnusable"/> or <see cref="Catalogue.KeyCustody.PinWrong"/>.</returns>
    public Result<byte[]> Read()
    {
        try
        {
            if (!DurableFile.IsPrivate(path) || new FileInfo(path).Length > LongestPin + 2)
                return new Refusal(Catalogue.KeyCustody.PinFileUnusable, path);
            if (File.Exists(markerPath) && File.ReadAllText(markerPath) == State())
                return new Refusal(Catalogue.KeyCustody.PinWrong, path);
            var content = File.ReadAllBytes(path);
            var end = content.AsSpan().IndexOfAny((byte)'\r', (byte)'\n');
            var pin = content[..(end < 0 ? content.Length : end)];
            CryptographicOperations.ZeroMemory(content);
            return pin.Length is > 0 and <= LongestPin ? pin : new Refusal(Catalogue.KeyCustody.PinFileUnusable, path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new Refusal(Catalogue.KeyCustody.PinFileUnusable, failure.Message);
        }
    }

    /// <summary>The token refused this PIN.</summary>
    public void MarkRefused() => DurableFile.WriteSecret(markerPath, System.Text.Encoding.ASCII.GetBytes(State()));

    /// <summary>The token took this PIN.</summary>
    public void MarkTaken() => File.Delete(markerPath);

    // Tells one writing of the file from the next, without telling anything about the PIN.
    private string State() => File.GetLastWriteTimeUtc(path).Ticks.ToString(CultureInfo.InvariantCulture);
}
