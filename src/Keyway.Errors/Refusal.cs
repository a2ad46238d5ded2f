namespace Keyway.Errors;

/// <summary>A <see cref="KeywayError"/> as it happened once.</summary>
/// <param name="Error">What kind of refusal it is.</param>
/// <param name="Detail">The circumstance for the log of the one who owns it, such as a name or an offset. Never a secret, and never sent to a stranger.</param>
public sealed record Refusal(KeywayError Error, string? Detail = null)
{
    /// <inheritdoc cref="KeywayError.Code"/>
    public string Code => Error.Code;

    /// <summary>Code, cause and detail on one line, for logs.</summary>
    public override string ToString() => Detail is null ? $"{Code} {Error.Cause}" : $"{Code} {Error.Cause} ({Detail})";

    public static implicit operator Refusal(KeywayError error) => new(error);
}
