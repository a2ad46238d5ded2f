using System.Text.Json.Serialization;

namespace Keyway.Contracts.Graph;

/// <summary>The inside of a Graph refusal.</summary>
/// <param name="Code">Our number, such as <c>KW2103</c>.</param>
/// <param name="Message">Cause and remedy.</param>
public sealed record GraphError(
    [property: JsonPropertyName("code")] string Code,
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("innerError")] GraphInnerError? InnerError = null);
