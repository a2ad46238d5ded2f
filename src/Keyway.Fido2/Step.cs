using Keyway.Errors;

namespace Keyway.Fido2;

/// <summary>One step of a verification.</summary>
internal static class Step
{
    /// <summary>Null when the step holds, its refusal when not.</summary>
    public static Refusal? Holds(bool condition, KeywayError otherwise, string? detail = null) =>
        condition ? null : new Refusal(otherwise, detail);
}
