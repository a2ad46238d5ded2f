namespace Keyway.Errors;

/// <summary>One kind of refusal: the number that stands in the log, the API and on the screen, with its cause and its remedy.</summary>
/// <param name="Number">Four digits, unique and never reused; the first two name the area.</param>
/// <param name="Cause">One sentence: what was found.</param>
/// <param name="Remedy">One sentence: what the reader can do.</param>
public sealed record KeywayError(int Number, string Cause, string Remedy)
{
    /// <summary>The number as people quote it, such as <c>KW2301</c>.</summary>
    public string Code => $"KW{Number}";
}
