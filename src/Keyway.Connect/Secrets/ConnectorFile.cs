using System.Text.Json;
using Keyway.Errors;

namespace Keyway.Connect.Secrets;

/// <summary>The file that makes this computer a connector of one domain: a <see cref="ConnectorIdentity"/>, mode 0600.</summary>
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

    /// <summary>Reads a connector with its secret or the place of its key; <c>-</c> is standard input.</summary>
    public static Result<ConnectorIdentity> Read(string path)
    {
        if (!SecretFile.ReadText(path).TryGet(out var text, out var refusal))
            return refusal;
        try
        {
            if (JsonSerializer.Deserialize(text, ConnectJson.Default.ConnectorIdentity) is { DomainDnsName.Length: > 0 } connector && connector.ClientId != Guid.Empty && HasOneProof(connector))
                return connector;
        }
        catch (JsonException)
        {
            // Its message may quote the file.
        }

        return new Refusal(Catalogue.Connect.ConnectorFileMalformed, path);
    }

    /// <summary>Where the key file is that a connector file names.</summary>
    public static string KeyFilePath(string path, ConnectorIdentity connector) =>
        Path.GetFullPath(connector.KeyFile!, path == "-" ? Environment.CurrentDirectory : Path.GetDirectoryName(Path.GetFullPath(path))!);

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
            return new ConnectorFile(full, draft, OwnerFile.Create(draft));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new Refusal(Catalogue.Connect.ConnectorFileNotWritten, path + ": " + failure.Message);
        }
    }

    /// <summary>Writes the connector durably and gives the file its name. The path, or why not.</summary>
    public Result<string> Write(ConnectorIdentity connector) => Write(JsonSerializer.SerializeToUtf8Bytes(connector, ConnectJson.Default.ConnectorIdentity));

    /// <summary>Writes other content in the same way.</summary>
    public Result<string> Write(ReadOnlySpan<byte> content)
    {
        try
        {
            _stream.Write(content);
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

    // With a secret and a certificate, which one proves it would be a guess.
    private static bool HasOneProof(ConnectorIdentity connector) => connector is
    { ClientSecret.Length: > 0, CertificateThumbprint: null, KeyFile: null } or { ClientSecret: null, CertificateThumbprint.Length: > 0, KeyFile.Length: > 0 };
}
