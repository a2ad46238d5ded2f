using System.Reflection;
using System.Security.Cryptography;

namespace Keyway.Server.Portal.Shared;

/// <summary>The one style sheet and the one script. Their addresses hold their hash, so that a browser keeps them for good and never mixes versions.</summary>
internal sealed class PageAssets
{
    private const string Prefix = "/assets/";
    private const int HashLength = 16;

    private readonly Dictionary<string, (byte[] Content, string Type)> _byPath = new(StringComparer.Ordinal);

    public PageAssets()
    {
        StyleSheet = Add("keyway.css", "text/css; charset=utf-8");
        Script = Add("keyway.js", "text/javascript; charset=utf-8");
    }

    /// <summary>The path of the style sheet.</summary>
    public string StyleSheet { get; }

    /// <summary>The path of the script.</summary>
    public string Script { get; }

    /// <summary>Answers for an asset of this very version.</summary>
    public IResult Reply(HttpContext http)
    {
        if (!_byPath.TryGetValue(http.Request.Path.Value ?? "", out var asset))
            return Results.NotFound();
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(asset.Content, asset.Type);
    }

    private string Add(string name, string type)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("assets/" + name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        var path = $"{Prefix}{Convert.ToHexStringLower(SHA256.HashData(content))[..HashLength]}/{name}";
        _byPath.Add(path, (content, type));
        return path;
    }
}
