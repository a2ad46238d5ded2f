using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Keyway.Errors;

namespace Keyway.Device.Troubleshooting;

/// <summary>A <c>.tar.gz</c> of texts for whoever helps from afar, with everything removed that looks like a secret.</summary>
internal sealed class LogBundle(TimeProvider time)
{
    private const int LargestText = 4 * 1024 * 1024;
    private readonly List<(string Name, string Text)> _entries = [];

    public IReadOnlyList<string> Names => [.. _entries.Select(entry => entry.Name)];

    /// <summary>Takes a text in.</summary>
    /// <param name="name">Its name in the bundle.</param>
    public void Add(string name, string text) => _entries.Add((name, Redaction.Of(text)));

    /// <summary>Takes the end of a file in; one that is not there, or may not be read, is told as that.</summary>
    public void AddFile(string name, string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            file.Seek(-Math.Min(file.Length, LargestText), SeekOrigin.End);
            using var reader = new StreamReader(file);
            Add(name, reader.ReadToEnd());
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Add(name, $"{path}: {failure.Message}\n");
        }
    }

    /// <summary>Writes the bundle, for its owner alone; a file that is there already stays as it is.</summary>
    /// <returns>The file.</returns>
    public Result<string> Write(string path)
    {
        try
        {
            using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
            using var packed = new GZipStream(file, CompressionLevel.Optimal);
            using var archive = new TarWriter(packed, TarEntryFormat.Ustar);
            foreach (var (name, text) in _entries)
            {
                archive.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, $"{Path.GetFileName(path).Split('.')[0]}/{name}")
                {
                    DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)),
                    ModificationTime = time.GetUtcNow(),
                });
            }

            return path;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new Refusal(Catalogue.Troubleshooting.BundleNotWritten, failure.Message);
        }
    }
}
