using Keyway.Errors;
using Keyway.Server.Provisioning.Computers;

namespace Keyway.Server.Provisioning.Bulk;

/// <summary>One operation of a bulk request, read and ready to run.</summary>
/// <param name="Method">POST, PUT, PATCH or DELETE.</param>
/// <param name="Kind">The resource type of its path.</param>
/// <param name="BulkId">What others call the object that this one makes.</param>
/// <param name="Target">The id behind the path: a GUID, or <c>bulkId:…</c>; null for POST.</param>
/// <param name="IfMatch">The version that must be in force.</param>
/// <param name="References">Bulk ids of other operations, which must run before.</param>
/// <param name="Refusal">Why it cannot run at all.</param>
internal sealed record BulkOperation(
    string Method,
    ScimKind Kind,
    string? BulkId = null,
    string? Target = null,
    string? IfMatch = null,
    UserAttributes? User = null,
    GroupAttributes? Group = null,
    ComputerAttributes? Computer = null,
    PatchRequest? Patch = null,
    IReadOnlyList<string>? References = null,
    Refusal? Refusal = null)
{
    public bool MakesGroup => Kind == ScimKind.Groups && Method == "POST";
}
