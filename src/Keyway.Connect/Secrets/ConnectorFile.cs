using System.Text;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Errors;

namespace Keyway.Connect.Secrets;

/// <summary>The file that makes this computer a connector of one domain: a <see cref="ConnectorCredential"/> with its secret, mode 0600.</summary>
internal sealed class ConnectorFile : IDisposable
{
    private readonly string _path;
    private readonly string _draft;
    private readonly FileStream _stream;

    private ConnectorFile(string path, string draft, FileStream stream)
    {
        _path = path;
        _draft = draft;
        _stream = stream;
    }

    /// <summary>Reads a connector with its secret; <c>-</c> is standard input.</summary>
    public static Result<ConnectorCredential> Read(string path)
    {
        if (!SecretFile.ReadText(path).TryGet(out var text, out var refusal))
            return refusal;

        return ContractsJson.TryRead(Encoding.UTF8.GetBytes(text), ContractsJson.Default.ConnectorCredential, out var connector)
            && connector is { ClientSecret.Length: > 0, DomainDnsName.Length: > 0 } && connector.ClientId != Guid.Empty
                ? connector
                : new Refusal(Catalogue.Connect.ConnectorFileMalformed, path);
    }

    /// <summary>
    /// Makes sure that the file can be written before a connector is registered whose secret is told once:
    /// an empty draft, 0600, beside a path where nothing stands.
    /// </summary>
    public static Result<ConnectorFile> Prepare(string path)
    {
        if (path == "-")
            return new Refusal(Catalogue.Connect.OptionInvalid, "--connector-file must be a path");
        try
        {
            if (Path.Exists(path))
                return new Refusal(Catalogue.Connect.ConnectorFileExists, path);
            var full = Path.GetFullPath(path);
            var draft = $"{full}.{Guid.NewGuid():N}";
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            return new ConnectorFile(full, draft, new FileStream(draft, options));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new Refusal(Catalogue.Connect.ConnectorFileNotWritten, path + ": " + failure.Message);
        }
    }

    /// <summary>Writes the connector durably and gives the file its name. The path, or why not.</summary>
    public Result<string> Write(ConnectorCredential connector)
    {
        try
        {
            JsonSerializer.Serialize(_stream, connector, ContractsJson.Default.ConnectorCredential);
            _stream.Flush(flushToDisk: true);
            File.Move(_draft, _path, overwrite: false);
            return _path;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new Refusal(Catalogue.Connect.ConnectorFileNotWritten, _path + ": " + failure.Message);
        }
    }

    /// <summary>Leaves no draft behind.</summary>
    public void Dispose()
    {
        _stream.Dispose();
        File.Delete(_draft);
    }
}
