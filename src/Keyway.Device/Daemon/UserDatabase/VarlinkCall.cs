using System.Text.Json;

namespace Keyway.Device.Daemon.UserDatabase;

/// <summary>A call as it came over the wire: JSON, ended by NUL (Varlink).</summary>
/// <param name="Method">Such as <c>io.systemd.UserDatabase.GetUserRecord</c>.</param>
/// <param name="Service">Which service the caller means to talk to.</param>
/// <param name="UserName">The user that is looked for; null for none.</param>
/// <param name="GroupName">The group that is looked for; null for none.</param>
/// <param name="Number">The uid or gid that is looked for; null for none.</param>
/// <param name="More">Whether several replies are taken.</param>
internal sealed record VarlinkCall(string Method, string? Service, string? UserName, string? GroupName, uint? Number, bool More)
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 4, AllowDuplicateProperties = false };

    /// <summary>Takes a call apart; null when it is not well formed.</summary>
    public static VarlinkCall? Parse(ReadOnlyMemory<byte> message)
    {
        try
        {
            using var document = JsonDocument.Parse(message, Strict);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || Text(root, "method") is not { } method)
                return null;
            var parameters = root.TryGetProperty("parameters", out var given) && given.ValueKind == JsonValueKind.Object ? given : default;
            return new VarlinkCall(
                method, Text(parameters, "service"), Text(parameters, "userName"), Text(parameters, "groupName"), Whole(parameters, "uid") ?? Whole(parameters, "gid"),
                root.TryGetProperty("more", out var more) && more.ValueKind == JsonValueKind.True);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // The latter is half of a surrogate pair, which JSON lets through and .NET does not.
            return null;
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static uint? Whole(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetUInt32(out var number) ? number : null;
}
