using System.Text.Json;
using Keyway.Errors;
using Keyway.Server.Provisioning.Filters;

namespace Keyway.Server.Provisioning;

/// <summary>One operation of a patch.</summary>
/// <param name="Path">Null only with <paramref name="Body"/>.</param>
/// <param name="Value">Undefined when none was sent.</param>
/// <param name="Body">Without a path: the attributes to set.</param>
internal sealed record PatchOperation(PatchKind Kind, PatchPath? Path, JsonElement Value, ScimObject? Body)
{
    /// <summary>Reads one element of <c>Operations</c>.</summary>
    public static Result<PatchOperation> Parse(JsonElement element)
    {
        if (!ScimObject.Of(element).TryGet(out var operation, out var refusal))
            return refusal;
        PatchKind? kind = operation.Text("op")?.ToLowerInvariant() switch
        {
            "add" => PatchKind.Add,
            "replace" => PatchKind.Replace,
            "remove" => PatchKind.Remove,
            _ => null,
        };
        if (kind is not { } known)
            return new Refusal(Catalogue.Provisioning.BodyMalformed, "op");
        var hasValue = operation.Members.TryGetValue("value", out var value);
        if (!hasValue && known != PatchKind.Remove)
            return new Refusal(Catalogue.Provisioning.BodyMalformed, "value");

        if (operation.TryGet("path", out var pathValue))
        {
            return !ScimObject.TryText(pathValue, out var text) ? Catalogue.Provisioning.PathMalformed
                : FilterParser.ParsePath(text).TryGet(out var path, out refusal) ? new PatchOperation(known, path, value, null)
                : refusal;
        }

        // RFC 7644 3.5.2.2: a removal without a path has no target.
        if (known == PatchKind.Remove)
            return Catalogue.Provisioning.NoTarget;
        return ScimObject.Of(value).TryGet(out var body, out refusal) ? new PatchOperation(known, null, value, body) : refusal;
    }
}
