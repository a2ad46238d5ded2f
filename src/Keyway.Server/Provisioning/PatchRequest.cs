using System.Text.Json;
using Keyway.Errors;

namespace Keyway.Server.Provisioning;

/// <summary>The body of a PATCH request (RFC 7644 3.5.2): operations in their order, all or none of them.</summary>
internal sealed record PatchRequest(IReadOnlyList<PatchOperation> Operations)
{
    private const int MaximumOperations = 1000;

    public static Result<PatchRequest> Parse(ScimObject body)
    {
        if (!body.TryGet("Operations", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() is 0 or > MaximumOperations)
            return new Refusal(Catalogue.Provisioning.BodyMalformed, "Operations");
        var operations = new List<PatchOperation>();
        foreach (var element in list.EnumerateArray())
        {
            if (!PatchOperation.Parse(element).TryGet(out var operation, out var refusal))
                return refusal;
            operations.Add(operation);
        }

        return new PatchRequest(operations);
    }
}
