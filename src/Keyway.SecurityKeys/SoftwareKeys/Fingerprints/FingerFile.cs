using System.Text;

namespace Keyway.SecurityKeys.SoftwareKeys.Fingerprints;

/// <summary>
/// The finger on a key that is only a file: the name that stands in the file beside it is the finger that lies on the sensor, for as long as
/// it stands there.
/// </summary>
/// <param name="keyPath">The key's own file.</param>
internal sealed class FingerFile(string keyPath)
{
    public const string Suffix = ".finger";

    private const int LongestName = 256;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly string _path = keyPath + Suffix;

    /// <inheritdoc cref="FingerPrompt"/>
    public string? Wait(string? relyingPartyId, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            if (Read() is { Length: > 0 } name) return name;
            cancellationToken.WaitHandle.WaitOne(Look);
        }

        return null;
    }

    private string? Read()
    {
        try
        {
            // A pipe has no length, and reading it would hold the key up.
            if (new FileInfo(_path) is not { Exists: true, Length: > 0 and <= LongestName }) return null;
            return Encoding.UTF8.GetString(File.ReadAllBytes(_path)).Trim();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The finger is just being lifted.
            return null;
        }
    }
}
