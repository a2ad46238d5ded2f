using System.Globalization;
using Keyway.Contracts.Provisioning;
using Keyway.Errors;
using Keyway.Server.Web;

namespace Keyway.Server.Provisioning;

/// <summary>Refusals as SCIM errors (RFC 7644 3.12), alone or inside a bulk response.</summary>
internal sealed class ScimRefusals(RefusalReplies replies)
{
    /// <summary>Status, type and text. The detail of our own area names an attribute of the request, never a value or another's object: the caller may know it.</summary>
    public ScimError Of(Refusal refusal)
    {
        var detail = refusal is { Error.Number: >= 2500 and < 2600, Detail: { } attribute } ? $" [{attribute}]" : string.Empty;
        return new ScimError(
            [ScimSchemas.Error], replies.Of(refusal.Error).Status.ToString(CultureInfo.InvariantCulture),
            $"{refusal.Error.Cause} {refusal.Error.Remedy} ({refusal.Code}){detail}", TypeOf(refusal.Error));
    }

    // RFC 7644 table 9; our numbers are finer.
    private static string? TypeOf(KeywayError error) => error.Number switch
    {
        2500 => "invalidSyntax",
        2501 or 2515 or 2522 or (>= 2524 and <= 2526) or 2055 => "invalidValue",
        2502 => "invalidFilter",
        2503 => "invalidPath",
        2504 => "noTarget",
        2505 or 2518 or 2519 => "mutability",
        2054 or 2516 or 2517 or 2520 => "uniqueness",
        _ => null,
    };
}
